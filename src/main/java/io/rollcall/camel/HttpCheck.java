package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.probe.HttpJudgement;
import io.rollcall.probe.TlsContexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;

/** The edge between an HTTP check and camel-http: a check becomes a request, the answer becomes an outcome. */
public final class HttpCheck {
    private static final String TRACE = "traceparent";

    private final HttpJudgement judgement;
    private final TlsContexts tls;
    private final Clock clock;

    public HttpCheck(HttpJudgement judgement, TlsContexts tls, Clock clock) {
        this.judgement = judgement;
        this.tls = tls;
        this.clock = clock;
    }

    /** Check in the body -> request in headers and body. Throws when a certificate file cannot be used. */
    public void request(Exchange exchange) throws GeneralSecurityException, IOException {
        Message message = exchange.getMessage();
        Check check = message.getBody(Check.class);
        Integration integration = check.integration();
        message.removeHeaders("*");
        String headers = integration.parameter("headers");
        if (headers != null) {
            headers.lines().filter(line -> line.contains(":")).forEach(line -> {
                int colon = line.indexOf(':');
                message.setHeader(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            });
        }
        authorize(message, check);
        trace(message, check);
        boolean redirects = !"false".equals(integration.parameter("follow-redirects"));
        exchange.setProperty(HttpCall.PROPERTY, new HttpCall(check, tls.of(integration), redirects));
        message.setHeader(HttpConstants.HTTP_URI, integration.parameters().get("url"));
        String method = integration.parameters().getOrDefault("method", "GET");
        // Camel would search its type converters for each call if this were text.
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.valueOf(method.toUpperCase(Locale.ROOT)));
        message.setBody(integration.parameter("body"));
    }

    private static void authorize(Message message, Check check) {
        Integration integration = check.integration();
        String token = integration.parameter("bearer-token");
        String username = integration.parameter("username");
        if (token != null) {
            message.setHeader("Authorization", "Bearer " + token);
        } else if (username != null) {
            String pair = username + ":" + integration.parameters().getOrDefault("password", "");
            String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            check.learn(encoded);
            message.setHeader("Authorization", "Basic " + encoded);
        }
    }

    /** So that what a check caused can be found in the traces of whom it called (W3C Trace Context, level 1). */
    static void trace(Message message, Check check) {
        if (message.getHeader(TRACE) == null) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            HexFormat hex = HexFormat.of();
            String trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
            String span = hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
            message.setHeader(TRACE, "00-" + trace + "-" + span + "-01");
            check.note("traceId", trace);
        }
    }

    /** Answer in headers and body -> outcome in the body. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        HttpCall call = exchange.getProperty(HttpCall.PROPERTY, HttpCall.class);
        call.check.note("timing", call.timing());
        CheckResult result = judgement.judge(call.check, HttpAnswers.of(exchange, clock));
        message.removeHeaders("*");
        message.setBody(result);
    }
}
