package io.rollcall.web;

import io.rollcall.publish.Subscriber;
import io.rollcall.publish.Subscribers;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** How many want mail, and how an address is removed for somebody who asks for it. No address is ever shown. */
public final class SubscriberApi {
    private final Frame frame;
    private final Subscribers subscribers;

    public SubscriberApi(Frame frame, Subscribers subscribers) {
        this.frame = frame;
        this.subscribers = subscribers;
    }

    /** Whose address is to be removed: in the body, as the audit log keeps paths. */
    record Wanted(@Nullable String email) {}

    /** How many there are. */
    public void count(Exchange exchange) {
        frame.answer(exchange, request -> {
            Subscribers.Counts counts = subscribers.counts();
            return Reply.ok(Map.of("confirmed", counts.confirmed(), "waiting", counts.waiting()));
        });
    }

    /** Removes an address. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            String given = Objects.requireNonNullElse(request.body(Wanted.class).email(), "");
            String address = Subscriber.address(given)
                    .orElseThrow(() -> Refused.field("email", "an address such as ann@example.com"));
            if (!subscribers.isComplete()) {
                throw Refused.of(503, "The subscribers are not known while the database is away")
                        .with("Retry-After", "5");
            }
            return Reply.ok(Map.of("removed", subscribers.removeAddress(address)));
        });
    }
}
