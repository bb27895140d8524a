package io.rollcall.camel;

import io.rollcall.notify.DeliveryFailure;
import io.rollcall.notify.Notification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the outbox where a message is only tried out: what became of the one attempt is told to whoever waits for
 * it, and nothing is kept or tried again. Thread-safe.
 */
public final class TrialOutbox {
    private final Map<UUID, CompletableFuture<Attempt>> attempts = new ConcurrentHashMap<>();

    /**
     * What became of an attempt.
     *
     * @param sent true when the channel took it
     * @param answer what the vendor calls the message, or why it was not taken; without secrets
     */
    public record Attempt(boolean sent, String answer) {}

    /** What will become of it. To be called before it is sent. */
    public CompletableFuture<Attempt> expect(Notification notification) {
        return attempts.computeIfAbsent(notification.id(), id -> new CompletableFuture<>());
    }

    /** Nothing ever waits here. */
    public List<Notification> due() {
        return List.of();
    }

    /** The channel has accepted it, and calls it by the receipt. */
    public void delivered(Notification notification, @Nullable String receipt) {
        expect(notification).complete(new Attempt(true, receipt == null || receipt.isEmpty() ? "taken" : receipt));
    }

    /** It could not be delivered. */
    public void failed(Notification notification, DeliveryFailure failure) {
        expect(notification).complete(new Attempt(false, failure.reason()));
    }
}
