package io.rollcall.camel;

import io.rollcall.notify.DeliveryException;
import io.rollcall.notify.DeliveryFailure;
import io.rollcall.notify.RefusedException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.seda.SedaConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of a channel's route means for the next attempt. Messages of HTTP and mail exceptions hold addresses
 * and what the server said about them, so none is passed on. Stateless.
 */
public final class DeliveryFailures {
    private static final Pattern REPLY = Pattern.compile("^\\s*([245]\\d\\d)(?:[ -]|$)");

    /** The meaning of the exception; an unknown one is a fault of ours and permanent. */
    public DeliveryFailure of(Throwable thrown) {
        if (thrown instanceof HttpOperationFailedException answer) {
            Map<String, String> headers = answer.getResponseHeaders();
            return DeliveryFailure.of(
                    answer.getStatusCode(), headers == null ? Map.of() : headers, answer.getResponseBody());
        }
        if (thrown instanceof DeliveryException known) {
            return known.failure();
        }
        if (thrown instanceof RefusedException refused) {
            return refused.failure();
        }
        if (thrown instanceof ConnectTimeoutException) {
            return DeliveryFailure.passing("No connection in time");
        }
        if (thrown instanceof IOException fault) {
            return DeliveryFailure.of(fault);
        }
        if (thrown instanceof MessagingException mail) {
            return ofMail(mail);
        }
        if (thrown instanceof SedaConsumerNotAvailableException) {
            return DeliveryFailure.passing("No route delivers this channel");
        }
        return DeliveryFailure.permanent("Not sent: " + thrown.getClass().getSimpleName());
    }

    /** The same where the recipient is a stranger: an address that takes no mail is his concern, and no fault of the channel. */
    public DeliveryFailure ofStranger(Throwable thrown) {
        DeliveryFailure failure = of(thrown);
        boolean refused = failure.kind() == DeliveryFailure.Kind.PERMANENT
                && (thrown instanceof ParseException
                        || chain(thrown).anyMatch(SMTPAddressFailedException.class::isInstance));
        return refused ? DeliveryFailure.gone("The address takes no mail") : failure;
    }

    /** What the mail library has hung one behind the other. */
    private static Stream<Exception> chain(Throwable thrown) {
        return Stream.iterate(
                thrown instanceof Exception first ? first : null, Objects::nonNull, DeliveryFailures::next);
    }

    private static DeliveryFailure ofMail(MessagingException thrown) {
        if (thrown instanceof ParseException) {
            return DeliveryFailure.permanent("The email address is not valid");
        }
        if (thrown instanceof MailConnectException) {
            return DeliveryFailure.passing("No connection to the mail server");
        }
        int code = replyCode(thrown);
        if (code >= 500) {
            return DeliveryFailure.permanent("The mail server refused it: SMTP " + code);
        }
        if (code >= 400) {
            return DeliveryFailure.passing("The mail server did not take it now: SMTP " + code);
        }
        if (thrown instanceof AuthenticationFailedException) {
            return DeliveryFailure.permanent("The mail server refused the login");
        }
        if (thrown instanceof SendFailedException) {
            return DeliveryFailure.permanent("The mail server refused the recipient");
        }
        return cause(thrown, IOException.class)
                .map(DeliveryFailure::of)
                .orElseGet(() -> DeliveryFailure.passing("The mail server could not be used"));
    }

    /** The server's own figure, from wherever the mail library put it; 0 when there is none. */
    private static int replyCode(MessagingException thrown) {
        for (@Nullable Exception next = thrown; next != null; next = next(next)) {
            if (next instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (next instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
            if (next instanceof SMTPSendFailedException send && send.getNextException() == null) {
                return send.getReturnCode();
            }
            Matcher reply = REPLY.matcher(Optional.ofNullable(next.getMessage()).orElse(""));
            if (!(next instanceof SMTPSendFailedException) && reply.find()) {
                return Integer.parseInt(reply.group(1));
            }
        }
        return 0;
    }

    private static @Nullable Exception next(Exception thrown) {
        return thrown instanceof MessagingException mail ? mail.getNextException() : null;
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
        }
        return Optional.empty();
    }
}
