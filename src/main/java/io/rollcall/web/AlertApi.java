package io.rollcall.web;

import io.rollcall.group.Responses;
import io.rollcall.words.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** What fires, and what people answer to it. */
public final class AlertApi {
    /** How people answer here, as alerts tell it. */
    private static final String OVER = "api";

    private final Frame frame;
    private final Inquiry inquiry;
    private final Responses responses;

    /**
     * Who knows about alerts.
     *
     * @param open those that are open, of an integration by its key, or of all for an empty one
     */
    public record Inquiry(BiFunction<String, Words, List<?>> open, Explanation explain) {}

    /** Says who is told of an alert that fires. */
    @FunctionalInterface
    public interface Explanation {
        /**
         * Empty when none of that fingerprint fires.
         *
         * @param template reaches the router
         */
        Optional<?> of(ProducerTemplate template, String fingerprint, Words words);
    }

    public AlertApi(Frame frame, Inquiry inquiry, Responses responses) {
        this.frame = frame;
        this.inquiry = inquiry;
        this.responses = responses;
    }

    /** @param alert its fingerprint: rule, slash, integration; or the id of a group of alerts */
    record About(@Nullable String alert) {}

    record Answered(boolean done, String text) {}

    private interface Action {
        Responses.Answer take(Responses responses, String topic, String who);
    }

    /** What fires or waits, the worst first. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            String integration = request.query("integration");
            List<?> open = inquiry.open().apply(integration == null ? "" : integration, request.words());
            return Reply.ok(Map.of("alerts", open)).tagged("alerts");
        });
    }

    /** Who is told of one that fires, when and over what, and why not. */
    public void explain(Exchange exchange) {
        frame.answer(exchange, request -> {
            String alert = Objects.requireNonNullElse(request.query("alert"), "");
            try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
                return inquiry.explain()
                        .of(template, alert, request.words())
                        .map(Reply::ok)
                        .orElseThrow(() -> Refused.of(404, "No alert '" + alert + "' fires"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Somebody looks after it. */
    public void acknowledge(Exchange exchange) {
        answer(exchange, (answering, topic, who) -> answering.acknowledge(topic, who, OVER));
    }

    /** Others are told now. */
    public void escalate(Exchange exchange) {
        answer(exchange, (answering, topic, who) -> answering.escalate(topic, who, OVER));
    }

    /** Nobody looks after it any more. */
    public void release(Exchange exchange) {
        answer(exchange, (answering, topic, who) -> answering.release(topic, who, OVER));
    }

    private void answer(Exchange exchange, Action action) {
        frame.answer(exchange, request -> {
            String topic = request.body(About.class).alert();
            if (topic == null || topic.isBlank()) {
                throw Refused.field("alert", "a fingerprint such as integration-down/stripe, or a group's id");
            }
            Responses.Answer answer = action.take(responses.in(request.words()), topic, request.author());
            if (!answer.done()) {
                throw Refused.of(409, answer.text());
            }
            return Reply.ok(new Answered(true, answer.text()));
        });
    }
}
