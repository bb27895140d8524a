package io.rollcall.web;

import io.rollcall.notify.DeadLetterStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Which messages were sent, and what becomes of those that were given up. */
public final class MessageApi {
    private static final List<String> STATES = List.of("pending", "held", "sent", "cancelled", "dead");

    private final Frame frame;
    private final MessageStore messages;
    private final DeadLetterStore deadLetters;
    private final Clock clock;

    public MessageApi(Frame frame, MessageStore messages, DeadLetterStore deadLetters, Clock clock) {
        this.frame = frame;
        this.messages = messages;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    record Page(List<MessageStore.Message> notifications, @Nullable String next) {}

    record Replayed(int replayed) {}

    /** A page of messages, the newest first. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            int limit = request.number("limit", 100, 1000);
            MessageStore.Filter filter = new MessageStore.Filter(
                    Objects.requireNonNullElse(request.query("integration"), ""),
                    Objects.requireNonNullElse(request.query("channel"), ""),
                    request.word("state", STATES).orElse(""));
            Part<MessageStore.Message> part =
                    Part.of(messages.page(place(request.query("after")), filter, limit + 1), limit);
            return Reply.ok(
                    new Page(part.items(), part.next(last -> new Place(last.createdAt(), last.id()).toString())));
        });
    }

    private Place place(@Nullable String after) {
        if (after == null) {
            return Place.before(clock.instant().plus(Duration.ofDays(1)));
        }
        return Place.parse(after).orElseThrow(() -> Refused.field("after", "the next of the page before"));
    }

    /** All that were given up, the oldest first. */
    public void deadLetters(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(Map.of("deadLetters", deadLetters.all())));
    }

    /** Has one delivered after all. */
    public void replay(Exchange exchange) {
        frame.answer(exchange, request -> {
            String id = request.part("id");
            boolean known =
                    id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") && deadLetters.replay(UUID.fromString(id));
            if (!known) {
                throw Refused.of(404, "There is no such dead letter, or it is on its way already");
            }
            return Reply.ok(new Replayed(1)).status(202);
        });
    }

    /** Has all delivered after all. */
    public void replayAll(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(new Replayed(deadLetters.replayAll()))
                .status(202));
    }
}
