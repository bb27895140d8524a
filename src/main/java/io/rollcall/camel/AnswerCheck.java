package io.rollcall.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Document;
import io.rollcall.probe.Judgement;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The two ends of a kind of check that is only a file: what lies between may be any endpoint that Camel can call. */
public final class AnswerCheck {
    private static final int MOST_BODY = 1 << 20;

    private final Judgement judgement;
    private final ObjectMapper json;
    private final ScheduledExecutorService timer;

    /** @param timer on which tries that take too long are ended */
    public AnswerCheck(Judgement judgement, ObjectMapper json, ScheduledExecutorService timer) {
        this.judgement = judgement;
        this.json = json;
        this.timer = timer;
    }

    /** Clears the message for a request, and sets the time for the answer. The check stays at hand as exchange property {@code check}. */
    public void begin(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        check.alarm().set(check.tryTimeout(), timer);
    }

    /** Any answer -> CheckResult: conditions speak of its {@code body} and of {@code header.<name>}. */
    public void judge(Exchange exchange) throws SocketTimeoutException {
        Message message = exchange.getMessage();
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        if (check.alarm().rang()) {
            // Some components take an interrupt for an answer.
            throw new SocketTimeoutException("No answer in time");
        }
        check.alarm().off();
        Findings findings = new Findings();
        message.getHeaders().forEach((name, value) -> {
            if (value != null) {
                findings.fact("header." + name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        String body = text(message);
        findings.fact("body", body == null ? null : new Document(body));
        CheckResult result = judgement.judge(check, findings);
        message.removeHeaders("*");
        message.setBody(result);
    }

    private @Nullable String text(Message message) {
        Object body = message.getBody();
        if (body instanceof Map || body instanceof Collection) {
            try {
                return json.writeValueAsString(body);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("The answer cannot be read as JSON", e);
            }
        }
        String text = message.getBody(String.class);
        return text == null || text.length() <= MOST_BODY ? text : text.substring(0, MOST_BODY);
    }
}
