package io.rollcall.probe;

import io.netty.handler.codec.http2.Http2Exception;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Does a gRPC server say that it, or one of its services, is serving? By the standard health protocol,
 * {@code grpc.health.v1.Health/Check}. Parameters {@code host}, {@code port}, {@code security} (tls or none),
 * {@code server-name}, {@code service}, {@code headers} and those of {@link TlsContexts}. Thread-safe.
 */
public final class GrpcProbe {
    static final Kind KIND = new Kind(
            "grpc",
            Map.of(
                    "port",
                    ParameterType.PORT::complaint,
                    "security",
                    Kind.Rule.matching("tls|none", "tls or none"),
                    "headers",
                    HttpJudgement::complaintAboutHeaders),
            WatchedTls.facts(Vocabulary.empty().with("serving", Type.TEXT).with("grpc_status", Type.TEXT)));

    private static final String HTTP_2 = "h2";

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Judgement judgement;

    public GrpcProbe(Watchdog watchdog, TlsContexts contexts, Judgement judgement) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        this.judgement = judgement;
    }

    /** Asks once over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        String name = parameters.text("server-name", host);
        int port = parameters.port("port");
        boolean secure = parameters.text("security", "tls").equals("tls");
        return watchdog.within(check.tryTimeout(), guard -> {
            CheckedTls tls = new CheckedTls(contexts, check.integration(), guard, name);
            try (Socket plain = guard.createSocket(host, port);
                    Socket socket = secure ? tls.over(plain, port, HTTP_2) : plain) {
                Findings findings = new Findings();
                tls.report(findings, check.startedAt());
                if (socket instanceof SSLSocket secured && !HTTP_2.equals(secured.getApplicationProtocol())) {
                    return judgement.failed(check, "The server speaks no HTTP/2 over TLS", findings);
                }
                String scheme = secure ? "https" : "http";
                return judged(check, new GrpcCall(guard, socket, scheme, name + ":" + port), parameters, findings);
            } catch (SSLException failure) {
                return tls.refused(check, judgement, failure);
            }
        });
    }

    private CheckResult judged(Check check, GrpcCall call, Parameters parameters, Findings findings)
            throws IOException {
        String service = parameters.text("service", "");
        GrpcCall.Answer answer;
        try {
            answer = call.health(service, parameters.text("headers", ""));
        } catch (Exception garbage) {
            // Netty throws what its codecs throw, declared or not.
            if (garbage instanceof Http2Exception) {
                return judgement.failed(check, "The port speaks no HTTP/2", findings);
            }
            throw garbage;
        }
        findings.fact("grpc_status", answer.statusName()).detail("grpcStatus", answer.statusName());
        findings.fact("serving", answer.serving());
        String complaint = complaint(answer, service.isEmpty() ? "the server" : "service " + service);
        return complaint == null ? judgement.judge(check, findings) : judgement.failed(check, complaint, findings);
    }

    /** What is wrong with the answer, in the words of the health protocol, or null. */
    private static @Nullable String complaint(GrpcCall.Answer answer, String asked) {
        String said = answer.message().isBlank() ? "" : ": " + Cut.at100(answer.message());
        return switch (answer.statusName()) {
            case "OK" -> answer.serving().equals("SERVING") ? null : capital(asked) + " says " + answer.serving();
            case "NO_GRPC" -> "The answer is no gRPC" + said;
            case "NOT_FOUND" -> "SERVICE_UNKNOWN: the server's health service does not know " + asked;
            case "UNIMPLEMENTED" -> "UNIMPLEMENTED: the server has no health service" + said;
            case "UNAVAILABLE" -> "UNAVAILABLE: the server takes no calls at present" + said;
            case "DEADLINE_EXCEEDED" -> "DEADLINE_EXCEEDED: the server did not answer in the time it was given" + said;
            case "UNAUTHENTICATED" -> "UNAUTHENTICATED: the server wants other credentials in headers" + said;
            case "PERMISSION_DENIED" -> "PERMISSION_DENIED: these credentials may not ask for health" + said;
            default -> answer.statusName() + said;
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
