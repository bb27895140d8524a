package io.rollcall.probe;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Document;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Integration;
import io.rollcall.integration.ParameterType;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Does a WebSocket (RFC 6455) open, answer what it is told, and answer a ping? Parameters {@code url}, {@code headers},
 * {@code subprotocol}, {@code send}, {@code expect}, {@code ping} and those of {@link TlsContexts}. Thread-safe.
 */
public final class WebSocketProbe {
    static final Kind KIND = new Kind(
            "websocket",
            Map.of(
                    "url", WebSocketProbe::complaintAboutUrl,
                    "headers", HttpJudgement::complaintAboutHeaders,
                    "expect", TcpProbe::complaint,
                    "ping", ParameterType.BOOLEAN::complaint),
            WatchedTls.facts(Vocabulary.empty()
                    .withDocument("body")
                    .with("subprotocol", Type.TEXT)
                    .with("open_time", Type.DURATION)
                    .with("answer_time", Type.DURATION)
                    .with("ping_time", Type.DURATION)));

    private static final Pattern ANYTHING = Pattern.compile("");

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Judgement judgement;

    public WebSocketProbe(Watchdog watchdog, TlsContexts contexts, Judgement judgement) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        this.judgement = judgement;
    }

    /** Opens, talks and closes. Throws when there is no connection, or one that does not speak TLS or HTTP. */
    public CheckResult run(Check check) throws Exception {
        URI url = URI.create(new Parameters(check.integration()).text("url"));
        boolean secure = url.getScheme().equals("wss");
        int port = url.getPort() < 0 ? (secure ? 443 : 80) : url.getPort();
        return watchdog.within(check.tryTimeout(), guard -> {
            CheckedTls tls = new CheckedTls(contexts, check.integration(), guard, url.getHost());
            try (Socket plain = guard.createSocket(url.getHost(), port);
                    Socket socket = secure ? tls.over(plain, port) : plain) {
                Findings findings = new Findings();
                tls.report(findings, check.startedAt());
                return talk(check, new WebSocketTalk(guard, socket, url, headers(check), subprotocol(check)), findings);
            } catch (SSLException failure) {
                return tls.refused(check, judgement, failure);
            }
        });
    }

    private CheckResult talk(Check check, WebSocketTalk talk, Findings findings) throws IOException {
        FullHttpResponse refusal;
        try {
            refusal = talk.open();
        } catch (WebSocketHandshakeException wrong) {
            return judgement.failed(check, "The handshake failed: " + Cut.at100(wrong.getMessage()), findings);
        }
        if (refusal != null) {
            // A server may repeat what it was sent.
            findings.detail("answer", Cut.at100(check.redact(refusal.content().toString(StandardCharsets.UTF_8))));
            return judgement.failed(check, "HTTP " + refusal.status().code() + " instead of a WebSocket", findings);
        }
        findings.metric("open_time", "s", seconds(check.latency())).fact("subprotocol", talk.subprotocol());
        String complaint = exchange(check, talk, findings);
        CheckResult result =
                complaint == null ? judgement.judge(check, findings) : judgement.failed(check, complaint, findings);
        talk.close();
        return result;
    }

    /** What is wrong with the messages, or null. */
    private static @Nullable String exchange(Check check, WebSocketTalk talk, Findings findings) throws IOException {
        Integration integration = check.integration();
        String send = integration.parameter("send");
        String expect = integration.parameter("expect");
        String awaited = "message";
        try {
            if (send != null || expect != null) {
                Duration begin = check.latency();
                String message = talk.ask(send, expect == null ? ANYTHING : Pattern.compile(expect));
                findings.metric("answer_time", "s", seconds(check.latency().minus(begin)));
                findings.fact("body", new Document(message));
            }
            if (!"false".equals(integration.parameter("ping"))) {
                awaited = "pong";
                Duration begin = check.latency();
                talk.ping();
                findings.metric("ping_time", "s", seconds(check.latency().minus(begin)));
            }
            return null;
        } catch (WebSocketTalk.Closed closed) {
            return closed.getMessage() + " instead of a " + awaited;
        } catch (SocketTimeoutException late) {
            return missing(check, expect, awaited, talk.last());
        }
    }

    private static String missing(Check check, @Nullable String expect, String awaited, @Nullable String last) {
        long waited = check.latency().toMillis();
        if (expect == null || awaited.equals("pong")) {
            return "It opened, but no " + awaited + " came within " + waited + " ms";
        }
        return "Expected " + expect + " but got "
                + (last == null ? "nothing" : "'" + Cut.at100(check.redact(last)) + "'") + " within " + waited + " ms";
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String subprotocol(Check check) {
        return new Parameters(check.integration()).text("subprotocol", "");
    }

    private static HttpHeaders headers(Check check) {
        HttpHeaders headers = new DefaultHttpHeaders();
        String written = check.integration().parameters().getOrDefault("headers", "");
        written.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            headers.add(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        });
        return headers;
    }

    private static Optional<String> complaintAboutUrl(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && text.matches("wss?://.+") && url.getUserInfo() == null) {
                return Optional.empty();
            }
        } catch (URISyntaxException notAnAddress) {
            // Told below.
        }
        return Optional.of("write an address such as wss://example.org/feed; a login belongs in headers");
    }
}
