package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.notify.SlackPress;
import io.rollcall.notify.SlackSignature;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what people press in Slack, over HTTP, if Slack says so. Thread-safe. */
public final class SlackApi {
    private static final Logger LOG = LoggerFactory.getLogger(SlackApi.class);
    private static final int MOST_BYTES = 1024 * 1024;
    /** Slack waits for three seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final @Nullable SlackSignature signature;
    private final ObjectMapper json;

    /**
     * What a request holds.
     *
     * @param code which it is answered with
     * @param refusal why it is refused; empty when it is not
     * @param presses what was pressed
     */
    public record Taken(int code, String refusal, List<SlackPress> presses) {
        private static Taken refused(int code, String why) {
            return new Taken(code, why, List.of());
        }
    }

    /** @param signature by which Slack is known; null when there is nothing to press */
    public SlackApi(@Nullable SlackSignature signature, ObjectMapper json) {
        this.signature = signature;
        this.json = json;
    }

    /** Looks at a request, and changes nothing. */
    public Taken take(Exchange exchange) {
        Message message = exchange.getMessage();
        Taken taken = look(message);
        if (!taken.refusal().isEmpty()) {
            LOG.warn("Request refused path=/api/slack/interactions reason={}", taken.refusal());
        }
        message.removeHeaders("*");
        return taken;
    }

    private Taken look(Message message) {
        if (signature == null) {
            return Taken.refused(404, "there is nothing to press: rollcall.slack.signing-secret is not set");
        }
        byte[] body;
        try {
            body = RawBody.read(message.getMandatoryBody(HttpServerRequest.class), MOST_BYTES, PATIENCE);
        } catch (IOException | InvalidPayloadException e) {
            return Taken.refused(400, "the body is too long or did not come whole");
        }
        String complaint = signature.complaint(
                message.getHeader("X-Slack-Request-Timestamp", String.class),
                message.getHeader("X-Slack-Signature", String.class),
                body);
        if (complaint != null) {
            return Taken.refused(401, complaint);
        }
        try {
            String payload = new PostedForm(body).text("payload");
            return payload.isEmpty()
                    ? Taken.refused(400, "the form has no field payload")
                    : new Taken(200, "", SlackPress.read(payload));
        } catch (IllegalArgumentException | IOException e) {
            return Taken.refused(400, String.valueOf(e.getMessage()));
        }
    }

    /** Answers the request: with nothing, which Slack takes for yes, or why it was refused. */
    public void answer(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Taken taken = message.getBody(Taken.class);
        String body = taken.refusal().isEmpty() ? null : json.writeValueAsString(Map.of("error", taken.refusal()));
        new Answer(taken.code(), Reply.JSON, body, Map.of()).write(message);
    }
}
