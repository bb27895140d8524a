package io.rollcall.web;

import io.rollcall.group.Responses;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What fires, and what people answer to it. */
public final class AlertApi {
    private final Frame frame;
    private final Function<String, List<?>> alerts;
    private final Responses responses;

    /** @param alerts those that are open, of an integration by its key, or of all for an empty one */
    public AlertApi(Frame frame, Function<String, List<?>> alerts, Responses responses) {
        this.frame = frame;
        this.alerts = alerts;
        this.responses = responses;
    }

    /** @param alert its fingerprint: rule, slash, integration; or the id of a group of alerts */
    record About(@Nullable String alert) {}

    record Answered(boolean done, String text) {}

    private interface Action {
        Responses.Answer take(String topic, String who, String over);
    }

    /** What fires or waits, the worst first. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            String integration = request.query("integration");
            List<?> open = alerts.apply(integration == null ? "" : integration);
            return Reply.ok(Map.of("alerts", open)).tagged("alerts");
        });
    }

    /** Somebody looks after it. */
    public void acknowledge(Exchange exchange) {
        answer(exchange, responses::acknowledge);
    }

    /** Others are told now. */
    public void escalate(Exchange exchange) {
        answer(exchange, responses::escalate);
    }

    /** Nobody looks after it any more. */
    public void release(Exchange exchange) {
        answer(exchange, responses::release);
    }

    private void answer(Exchange exchange, Action action) {
        frame.answer(exchange, request -> {
            String topic = request.body(About.class).alert();
            if (topic == null || topic.isBlank()) {
                throw Refused.field("alert", "a fingerprint such as integration-down/stripe, or a group's id");
            }
            Responses.Answer answer = action.take(topic, request.author(), "api");
            if (!answer.done()) {
                throw Refused.of(409, answer.text());
            }
            return Reply.ok(new Answered(true, answer.text()));
        });
    }
}
