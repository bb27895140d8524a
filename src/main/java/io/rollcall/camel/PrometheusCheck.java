package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Integration;
import io.rollcall.probe.HttpAnswer;
import io.rollcall.probe.PrometheusJudgement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;

/** The edge between a check of kind {@code prometheus} and camel-http, behind {@link HttpCheck#request}. */
public final class PrometheusCheck {
    private final PrometheusJudgement judgement;
    private final Clock clock;

    public PrometheusCheck(PrometheusJudgement judgement, Clock clock) {
        this.judgement = judgement;
        this.clock = clock;
    }

    /** The request of an http check -> an instant query, as a form since a query may be longer than an address. */
    public void ask(Exchange exchange) {
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        Integration integration = check.integration();
        Message message = exchange.getMessage();
        String server = integration.parameters().getOrDefault("url", "").replaceFirst("/+$", "");
        String query = integration.parameters().getOrDefault("query", "").strip();
        message.setHeader(HttpConstants.HTTP_URI, server + "/api/v1/query");
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.POST);
        message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
        message.setBody("timeout=" + check.tryTimeout().toMillis() + "ms&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** Answer in headers and body -> outcome in the body. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        HttpAnswer answer = HttpAnswers.of(exchange, clock);
        CheckResult result = judgement.judge(check, answer.status(), answer.body());
        message.removeHeaders("*");
        message.setBody(result);
    }
}
