package io.rollcall.web;

import io.rollcall.publish.Address.Mailbox;
import io.rollcall.publish.Subscribers;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** How many want news of the status page, and how one is removed. No address is ever shown. */
public final class SubscriberApi {
    private final Frame frame;
    private final Subscribers subscribers;

    public SubscriberApi(Frame frame, Subscribers subscribers) {
        this.frame = frame;
        this.subscribers = subscribers;
    }

    /**
     * Who is to be removed.
     *
     * @param email his address: in the body, as the audit log keeps paths
     * @param id what messages to him have as recipient, where there is no address that anybody knows
     */
    record Wanted(@Nullable String email, @Nullable String id) {}

    /** How many there are. */
    public void count(Exchange exchange) {
        frame.answer(exchange, request -> {
            Subscribers.Counts counts = subscribers.counts();
            return Reply.ok(
                    Map.of("confirmed", counts.confirmed(), "devices", counts.devices(), "waiting", counts.waiting()));
        });
    }

    /** Removes one. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            Wanted wanted = request.body(Wanted.class);
            Optional<Mailbox> address = Mailbox.of(Objects.requireNonNullElse(wanted.email(), ""));
            if (address.isEmpty() && (wanted.email() != null || wanted.id() == null)) {
                throw Refused.field("email", "an address such as ann@example.com");
            }
            if (!subscribers.isComplete()) {
                throw Refused.of(503, "The subscribers are not known while the database is away")
                        .with("Retry-After", "5");
            }
            int removed = address.map(one -> subscribers.removeAddress(one.key()))
                    .orElseGet(() -> subscribers.remove(Objects.requireNonNull(wanted.id())) ? 1 : 0);
            return Reply.ok(Map.of("removed", removed));
        });
    }
}
