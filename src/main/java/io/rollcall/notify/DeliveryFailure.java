package io.rollcall.notify;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a delivery failed and whether trying again makes sense.
 *
 * @param kind what follows from it
 * @param reason one plain sentence without secrets
 * @param retryAfter the answer's Retry-After header (RFC 9110: seconds or an HTTP date), or null
 */
public record DeliveryFailure(Kind kind, String reason, @Nullable String retryAfter) {

    /** Twilio's code for a number that has answered STOP. */
    private static final int OPTED_OUT = 21610;

    /** What a failure means for the next attempt. */
    public enum Kind {
        /** The same message will never be accepted. */
        PERMANENT,
        /** The recipient wants no messages. */
        UNWANTED,
        /** It was not taken now; later it may be. */
        PASSING,
        /** No answer came: it may have arrived. */
        AMBIGUOUS,
        /** The recipient has left: nothing that waits for it is told any more, and nothing is wrong with the channel. */
        GONE
    }

    public static DeliveryFailure permanent(String reason) {
        return new DeliveryFailure(Kind.PERMANENT, reason, null);
    }

    public static DeliveryFailure passing(String reason) {
        return new DeliveryFailure(Kind.PASSING, reason, null);
    }

    public static DeliveryFailure ambiguous(String reason) {
        return new DeliveryFailure(Kind.AMBIGUOUS, reason, null);
    }

    public static DeliveryFailure gone(String reason) {
        return new DeliveryFailure(Kind.GONE, reason, null);
    }

    /** What an HTTP answer other than 2xx means: 408, 429 and 5xx pass, everything else is permanent. */
    public static DeliveryFailure of(int status, Map<String, String> headers, @Nullable String body) {
        String reason = "HTTP " + status + Answers.explain(body);
        if (status == 408 || status == 429 || status >= 500) {
            return new DeliveryFailure(Kind.PASSING, reason, header(headers, "Retry-After"));
        }
        if (status == 400 && Answers.json(body).path("code").asInt() == OPTED_OUT) {
            return new DeliveryFailure(Kind.UNWANTED, OptOuts.REASON + " (" + OPTED_OUT + ")", null);
        }
        return permanent(reason);
    }

    /** What a fault of the connection means. Its own message is not used: it may name an address that is a secret. */
    public static DeliveryFailure of(IOException fault) {
        if (fault instanceof UnknownHostException) {
            return passing("The host's name is not known");
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return passing("No connection");
        }
        if (fault instanceof SSLHandshakeException || fault instanceof SSLPeerUnverifiedException) {
            return passing("No secure connection: the certificate or protocol was not accepted");
        }
        return ambiguous("No answer (" + fault.getClass().getSimpleName() + ")");
    }

    /** Before when no attempt should be made, or empty when the vendor did not say so in a way we understand. */
    Optional<Instant> notBefore(Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        String text = retryAfter.trim();
        try {
            return Optional.of(
                    text.matches("\\d{1,9}")
                            ? now.plus(Duration.ofSeconds(Long.parseLong(text)))
                            : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
