package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * Does a mail server greet, accept the login and answer NOOP? No mail is sent. Parameters {@code host}, {@code port},
 * {@code starttls} (none, optional or required), {@code username}, {@code password}. Thread-safe.
 */
public final class SmtpProbe {
    static final Kind.Rule STARTTLS = Kind.Rule.matching("none|optional|required", "none, optional or required");

    static final Kind KIND = new Kind(
            "smtp",
            Map.of("port", ParameterType.PORT::complaint, "starttls", STARTTLS),
            WatchedTls.facts(Vocabulary.empty().with("starttls", Type.BOOLEAN)));

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
        MailServer server = server(new Parameters(check.integration()), "");
        return watchdog.within(check.tryTimeout(), guard -> {
            WatchedTls watched = new WatchedTls(tls, guard);
            try (Transport transport = server.session(guard, watched, ownName).getTransport("smtp")) {
                transport.connect(server.host(), server.port(), server.user(), server.password());
                // The implementation sends NOOP to find out.
                if (!transport.isConnected()) {
                    return check.failed("Refused NOOP", Map.of());
                }
                Findings findings = new Findings().fact("starttls", watched.used());
                watched.report(findings, check.startedAt());
                return judgement.judge(check, findings);
            } catch (MessagingException failed) {
                return MailServer.refused(check, guard, failed);
            }
        });
    }

    /** The server that parameters with that prefix name. */
    static MailServer server(Parameters parameters, String prefix) {
        String starttls = parameters.text(prefix + "starttls", "optional");
        if (!starttls.matches("none|optional|required")) {
            throw new IllegalArgumentException("Parameter starttls must be none, optional or required: " + starttls);
        }
        return new MailServer(
                "smtp",
                parameters.text(prefix + "host"),
                parameters.port(prefix + "port"),
                starttls,
                parameters.integration().parameter(prefix + "username"),
                parameters.integration().parameter(prefix + "password"));
    }
}
