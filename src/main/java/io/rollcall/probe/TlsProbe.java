package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Does a port speak TLS, with a certificate that is trusted, for this host, and valid for a while? Parameters {@code host},
 * {@code port}, {@code server-name} and those of {@link TlsContexts}. Thread-safe.
 */
public final class TlsProbe {
    static final Kind KIND = new Kind(
            "tls",
            Map.of("port", ParameterType.PORT::complaint),
            Vocabulary.empty()
                    .with("certificate_expiry", Type.DURATION)
                    .with("protocol", Type.TEXT)
                    .with("issuer", Type.TEXT)
                    .with("subject", Type.TEXT)
                    .with("chain_length", Type.NUMBER));

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Clock clock;
    private final Judgement judgement;

    public TlsProbe(Watchdog watchdog, TlsContexts contexts, Clock clock, Judgement judgement) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        this.clock = clock;
        this.judgement = judgement;
    }

    /** Shakes hands and closes. Throws when there is no connection, or one that does not speak TLS. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        String name = parameters.text("server-name", host);
        int port = parameters.port("port");
        SeenChain[] seen = new SeenChain[1];
        SSLContext context = contexts.fresh(check.integration(), trust -> seen[0] = new SeenChain(trust));
        return watchdog.within(check.tryTimeout(), guard -> {
            try (Socket plain = guard.createSocket(host, port);
                    SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true)) {
                String refusal = handshake(secured, seen[0], name);
                Findings findings = findings(seen[0]);
                if (refusal != null) {
                    return judgement.failed(check, refusal, findings);
                }
                String protocol = secured.getSession().getProtocol();
                findings.fact("protocol", protocol).detail("protocol", protocol);
                return judgement.judge(check, findings);
            }
        });
    }

    private static @Nullable String handshake(SSLSocket secured, SeenChain seen, String name) throws IOException {
        SSLParameters verified = secured.getSSLParameters();
        verified.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(verified);
        try {
            secured.startHandshake();
            return null;
        } catch (SSLException e) {
            String complaint = seen.complaint(name);
            if (complaint == null) {
                throw e;
            }
            return complaint;
        }
    }

    private Findings findings(SeenChain seen) {
        Findings findings = new Findings();
        X509Certificate own = seen.own();
        if (own == null) {
            return findings;
        }
        Instant end = own.getNotAfter().toInstant();
        String issuer = own.getIssuerX500Principal().getName();
        String subject = own.getSubjectX500Principal().getName();
        return findings.metric(
                        "certificate_expiry",
                        "s",
                        Duration.between(clock.instant(), end).toSeconds())
                .fact("issuer", issuer)
                .fact("subject", subject)
                .fact("chain_length", seen.length())
                .detail("issuer", issuer)
                .detail("subject", subject)
                .detail("certificateEnd", end.toString());
    }
}
