package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.probe.HttpJudgement;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;

/** The edge between an HTTP check and camel-http: a check becomes a request, the answer becomes an outcome. */
public final class HttpCheck {
    private final HttpJudgement judgement;

    public HttpCheck(HttpJudgement judgement) {
        this.judgement = judgement;
    }

    /** Check in the body -> request in headers and body. */
    public void request(Exchange exchange) {
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
        String username = integration.parameter("username");
        if (username != null) {
            String pair = username + ":" + integration.parameters().getOrDefault("password", "");
            String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            message.setHeader("Authorization", "Basic " + encoded);
        }
        message.setHeader(HttpConstants.HTTP_URI, integration.parameters().get("url"));
        String method = integration.parameters().getOrDefault("method", "GET");
        // Camel would search its type converters for each call if this were text.
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.valueOf(method.toUpperCase(Locale.ROOT)));
        message.setBody(integration.parameter("body"));
    }

    /** Answer in headers and body -> outcome in the body. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        CheckResult result = judgement.judge(check, HttpAnswers.of(exchange));
        message.removeHeaders("*");
        message.setBody(result);
    }
}
