package io.rollcall.notify;

import io.rollcall.alert.Severity;
import io.rollcall.words.Words;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification on its way, and what has happened to it so far. Guarded by the outbox. */
final class Queued {
    private Notification notification;
    private NotificationState state = NotificationState.PENDING;
    private boolean inFlight;
    private boolean touched;
    private int attempts;
    private int uncertain;
    private @Nullable String lastError;
    private Instant nextAttemptAt;
    private @Nullable Instant firstAttemptAt;
    private @Nullable Instant sentAt;
    private @Nullable String receipt;

    Queued(Notification notification) {
        this.notification = notification;
        this.nextAttemptAt = notification.createdAt();
    }

    /** As it was before a restart. */
    static Queued of(NotificationEntry entry) {
        Queued queued = new Queued(entry.notification());
        queued.state = entry.state();
        queued.attempts = entry.attempts();
        queued.touched = entry.attempts() > 0;
        queued.lastError = entry.lastError();
        queued.nextAttemptAt = entry.nextAttemptAt() == null ? entry.createdAt() : entry.nextAttemptAt();
        return queued;
    }

    UUID id() {
        return notification.id();
    }

    Notification notification() {
        return notification;
    }

    /** What a log line says of it. */
    String facts() {
        return notification.facts();
    }

    /** It also tells what an older one tells that was never sent. */
    void include(Queued unsent) {
        notification = new Notification(
                notification.id(),
                notification.channel(),
                notification.recipient(),
                notification.notice().including(unsent.notification.notice()),
                notification.createdAt());
    }

    boolean firing() {
        return notification.firing();
    }

    Severity severity() {
        return notification.lead().severity();
    }

    NotificationState state() {
        return state;
    }

    boolean inFlight() {
        return inFlight;
    }

    int attempts() {
        return attempts;
    }

    /** How many attempts ended without an answer. */
    int uncertain() {
        return uncertain;
    }

    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    /** When the first attempt was made; the deadline counts from here, so that each gets at least one. */
    Instant firstAttemptAt() {
        return firstAttemptAt == null ? notification.createdAt() : firstAttemptAt;
    }

    /** True when certainly nobody has seen it. */
    boolean untouched() {
        return !touched;
    }

    /** After a crash it may have been in flight, so it counts as attempted. */
    void mayHaveBeenInFlight() {
        touched = true;
    }

    /** It is tried now, following the message that the channel calls so. */
    void take(Instant now, @Nullable String continues) {
        notification = notification.continuing(continues);
        inFlight = true;
        touched = true;
        attempts++;
        state = NotificationState.PENDING;
        if (firstAttemptAt == null) {
            firstAttemptAt = now;
        }
    }

    void retry(Instant at, DeliveryFailure failure) {
        inFlight = false;
        nextAttemptAt = at;
        boolean unclear = failure.kind() == DeliveryFailure.Kind.AMBIGUOUS;
        lastError = unclear ? failure.reason() + "; the next attempt may be a duplicate" : failure.reason();
    }

    void countUncertain() {
        uncertain++;
    }

    /** Why it is not tried again after this failure; null when it is. */
    @Nullable
    String reasonToGiveUp(DeliveryFailure failure, ChannelPolicy policy, Instant next) {
        return switch (failure.kind()) {
            case PERMANENT, GONE, UNWANTED -> failure.reason();
            case AMBIGUOUS, PASSING -> {
                if (uncertain > policy.uncertainRepeats()) {
                    yield failure.reason() + "; not repeated again, it may have arrived";
                }
                boolean late = next.isAfter(firstAttemptAt().plus(policy.deadline()));
                yield late ? "Not delivered within " + Words.length(policy.deadline()) + ": " + failure.reason() : null;
            }
        };
    }

    void sent(Instant at, @Nullable String given) {
        finish(NotificationState.SENT, null);
        sentAt = at;
        receipt = given;
    }

    void finish(NotificationState end, @Nullable String reason) {
        inFlight = false;
        state = end;
        lastError = reason;
    }

    NotificationEntry entry() {
        return new NotificationEntry(
                notification.id(),
                notification.channel(),
                notification.recipient(),
                notification.notice().topic(),
                notification.lead().rule(),
                notification.lead().integration(),
                severity().word(),
                firing(),
                state,
                attempts,
                lastError,
                notification.createdAt(),
                state.isFinal() ? null : nextAttemptAt,
                sentAt,
                receipt,
                notification.notice());
    }
}
