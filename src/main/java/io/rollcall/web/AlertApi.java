package io.rollcall.web;

import io.rollcall.group.Responses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** What fires, and what people answer to it. */
public final class AlertApi {
    private final Frame frame;
    private final Inquiry inquiry;
    private final Responses responses;

    /**
     * Who knows about alerts.
     *
     * @param open those that are open, of an integration by its key, or of all for an empty one
     * @param explain who is told of one that fires, by its fingerprint; empty when none does
     */
    public record Inquiry(Function<String, List<?>> open, BiFunction<ProducerTemplate, String, Optional<?>> explain) {}

    public AlertApi(Frame frame, Inquiry inquiry, Responses responses) {
        this.frame = frame;
        this.inquiry = inquiry;
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
            List<?> open = inquiry.open().apply(integration == null ? "" : integration);
            return Reply.ok(Map.of("alerts", open)).tagged("alerts");
        });
    }

    /** Who is told of one that fires, when and over what, and why not. */
    public void explain(Exchange exchange) {
        frame.answer(exchange, request -> {
            String alert = Objects.requireNonNullElse(request.query("alert"), "");
            try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
                return inquiry.explain()
                        .apply(template, alert)
                        .map(Reply::ok)
                        .orElseThrow(() -> Refused.of(404, "No alert '" + alert + "' fires"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
