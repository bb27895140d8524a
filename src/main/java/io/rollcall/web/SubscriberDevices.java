package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.publish.Address.Browser;
import io.rollcall.publish.Component;
import io.rollcall.publish.Components;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.Subscribers;
import io.rollcall.publish.Way;
import io.rollcall.push.Device;
import io.rollcall.words.Language;
import io.rollcall.words.Words;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/**
 * Where the scripts of the status page subscribe a stranger's device, look whether it is, and remove it. A device is called
 * by the beginning of the SHA-256 of its endpoint, which nobody else knows. Thread-safe.
 */
public final class SubscriberDevices {
    private final Site site;
    private final Desk desk;
    private final Components components;
    private final CallerLimits limits;
    private final ObjectMapper json;

    /**
     * How this is offered.
     *
     * @param on whether devices may subscribe at all
     * @param privateAddresses whether a push service may be in a private network
     * @param usual in which language those are told who ask for none that we speak
     */
    public record Site(boolean on, String publicUrl, boolean privateAddresses, Words usual) {}

    /**
     * Who subscribes.
     *
     * @param invite sends a device its first message
     */
    public record Desk(Subscribers subscribers, Consumer<Subscriber> invite) {}

    /**
     * What a device is told of itself.
     *
     * @param state {@code confirmed}, or {@code waiting} for its first message
     * @param components keys of what it wants to be told of; empty for all
     */
    record Known(String state, Set<String> components) {}

    /** @param limits how often a caller may subscribe */
    public SubscriberDevices(Site site, Desk desk, Components components, CallerLimits limits, ObjectMapper json) {
        this.site = site;
        this.desk = desk;
        this.components = components;
        this.limits = limits;
        this.json = json;
    }

    /**
     * Takes what the browser's {@code PushSubscription.toJSON()} gave, and beside it {@code components}. The same one again
     * changes what it wants.
     */
    public void subscribe(Exchange exchange) {
        Language language = PublicApi.words(exchange, site.usual()).language();
        Message message = exchange.getMessage();
        answer(message, () -> {
            JsonNode body = body(message);
            CallerLimits.Turn turn = limits.turn(message.getHeader(AccessGuard.ADDRESS, "", String.class));
            if (!turn.permitted()) {
                throw Refused.of(429, "Ask again in " + turn.seconds() + " s")
                        .with("Retry-After", String.valueOf(turn.seconds()));
            }
            Browser browser = new Browser(device(body));
            Set<String> wanted = wanted(body);
            desk.subscribers().ask(browser, language, wanted).ifPresent(desk.invite());
            return known(browser.key()).map(Reply::ok).orElseThrow(() -> Refused.of(503, "There are too many"));
        });
    }

    /** Tells a device whether it is known. */
    public void find(Exchange exchange) {
        Message message = exchange.getMessage();
        answer(message, () -> known(message.getHeader("id", "", String.class))
                .map(Reply::ok)
                .orElseThrow(this::unknown));
    }

    /** Removes a device. */
    public void remove(Exchange exchange) {
        Message message = exchange.getMessage();
        answer(message, () -> {
            String id = message.getHeader("id", "", String.class);
            if (known(id).isEmpty()) {
                throw unknown();
            }
            desk.subscribers().removeAddress(id);
            return Reply.none();
        });
    }

    private void demandOn() {
        if (!site.on()) {
            throw Refused.of(404, "There is no news on devices here");
        }
    }

    private Optional<Known> known(String device) {
        demandOn();
        return desk.subscribers()
                .at(device)
                .filter(one -> one.address().way() == Way.PUSH)
                .map(one -> new Known(
                        one.confirmedAt() == null ? "waiting" : "confirmed", new TreeSet<>(one.components())));
    }

    private Refused unknown() {
        return desk.subscribers().isComplete()
                ? Refused.of(404, "There is no such device")
                : Refused.of(503, "The devices are not known yet").with("Retry-After", "60");
    }

    private JsonNode body(Message message) {
        try {
            HttpServerRequest request = message.getMandatoryBody(HttpServerRequest.class);
            byte[] body = RawBody.read(request, PostedForm.MOST_BYTES, PostedForm.PATIENCE);
            demandOn();
            if (!AccessGuard.origin(request.headers()).ours(site.publicUrl())) {
                throw Refused.of(403, "comes from a page of another site");
            }
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refused.of(400, "The body is no JSON");
        } catch (IOException | InvalidPayloadException e) {
            throw Refused.of(400, "The body is too long or did not come whole");
        }
    }

    private Device device(JsonNode body) {
        try {
            return Device.of(
                    body.path("endpoint").asText(),
                    body.at("/keys/p256dh").asText(),
                    body.at("/keys/auth").asText(),
                    site.privateAddresses());
        } catch (IllegalArgumentException e) {
            throw Refused.of(400, String.valueOf(e.getMessage()));
        }
    }

    /** Of what is published: whoever names something else learns nothing of it. */
    private Set<String> wanted(JsonNode body) {
        List<String> published = components.all().stream().map(Component::key).toList();
        return StreamSupport.stream(body.path("components").spliterator(), false)
                .map(JsonNode::asText)
                .filter(published::contains)
                .collect(Collectors.toSet());
    }

    private void answer(Message message, Supplier<Reply> task) {
        Reply reply;
        try {
            reply = task.get();
        } catch (Refused e) {
            reply = Reply.of(e.problem()).with(e.headers());
        }
        message.removeHeaders("*");
        reply.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        message.setHeader(Exchange.CONTENT_TYPE, reply.type());
        message.setHeader("Cache-Control", "no-store");
        message.setBody(reply.body() == null ? null : written(reply.body()));
    }

    private String written(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }
}
