package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.probe.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;

/** What did camel-http bring back? */
final class HttpAnswers {
    private HttpAnswers() {}

    static HttpAnswer of(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class);
        String body = message.getBody() == null ? "" : message.getBody(String.class);
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        return new HttpAnswer(status, headers, body, check.latency());
    }
}
