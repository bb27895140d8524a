package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import io.rollcall.check.Findings;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * Does a mail server greet, accept the login and answer NOOP? No mail is sent. Parameters {@code host}, {@code port},
 * {@code starttls} (none, optional or required), {@code username}, {@code password}. Thread-safe.
 */
public final class SmtpProbe {
    static final Kind KIND = new Kind(
            "smtp",
            Map.of(
                    "port",
                    ParameterType.PORT::complaint,
                    "starttls",
                    Kind.Rule.matching("none|optional|required", "none, optional or required")),
            Vocabulary.empty());
    private final Watchdog watchdog;
    private final SSLSocketFactory tls;
    private final String ownName;
    private final Judgement judgement;

    /** @param ownName this machine's name, said in EHLO */
    public SmtpProbe(Watchdog watchdog, SSLSocketFactory tls, String ownName, Judgement judgement) {
        this.watchdog = watchdog;
        this.tls = tls;
        this.ownName = ownName;
        this.judgement = judgement;
    }

    /** Talks over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        int port = parameters.port("port");
        String user = check.integration().parameter("username");
        String password = check.integration().parameter("password");
        Properties conversation = conversation(parameters.text("starttls", "optional"), user != null);
        return watchdog.within(check.tryTimeout(), guard -> {
            conversation.put("mail.smtp.socketFactory", guard);
            allow(conversation, guard.left());
            try (Transport transport = Session.getInstance(conversation).getTransport("smtp")) {
                transport.connect(host, port, user, password);
                // The implementation sends NOOP to find out.
                return transport.isConnected()
                        ? judgement.judge(check, new Findings())
                        : check.failed("Refused NOOP", Map.of());
            } catch (AuthenticationFailedException refused) {
                return check.failed("Login refused: " + FailureText.of(check, refused), Map.of());
            } catch (MessagingException failed) {
                if (failed.getNextException() instanceof IOException) {
                    throw failed;
                }
                return check.failed(FailureText.of(check, failed), Map.of());
            }
        });
    }

    private Properties conversation(String starttls, boolean login) {
        if (!starttls.matches("none|optional|required")) {
            throw new IllegalArgumentException("Parameter starttls must be none, optional or required: " + starttls);
        }
        Properties conversation = new Properties();
        conversation.put("mail.smtp.localhost", ownName);
        conversation.put("mail.smtp.auth", String.valueOf(login));
        conversation.put("mail.smtp.starttls.enable", String.valueOf(!starttls.equals("none")));
        conversation.put("mail.smtp.starttls.required", String.valueOf(starttls.equals("required")));
        conversation.put("mail.smtp.ssl.socketFactory", tls);
        conversation.put("mail.smtp.ssl.checkserveridentity", "true");
        conversation.put("mail.smtp.socketFactory.fallback", "false");
        conversation.put("mail.smtp.quitwait", "false");
        return conversation;
    }

    /** Without a write timeout: that costs a thread each, and the watchdog stands in for it. */
    private static void allow(Properties conversation, Duration left) {
        conversation.put("mail.smtp.connectiontimeout", String.valueOf(left.toMillis()));
        conversation.put("mail.smtp.timeout", String.valueOf(left.toMillis()));
    }
}
