package io.rollcall.notify;

import io.rollcall.group.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said next, while a notification is told by a bot in Slack: a topic has one message that shows how things stand,
 * and what has happened since is told in its thread.
 *
 * @param step what is said next
 * @param receipt channel and timestamp of the topic's message, as {@code C0123:1700000000.000100}; null until it is posted
 */
public record SlackTurn(Notification notification, Step step, @Nullable String receipt) {
    private static final Pattern RECEIPT = Pattern.compile("([A-Z0-9]+):(\\d+\\.\\d+)");

    /** The message is not there any more, or must not be changed: errors of chat.update. */
    private static final Set<String> LOST = Set.of(
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "channel_not_found",
            "is_inactive",
            "is_archived");

    /** The message has been brought up to date, but nothing can be said below it: errors of chat.postMessage. */
    private static final Set<String> NO_THREAD = Set.of(
            "cannot_reply_to_message",
            "message_not_found",
            "restricted_action_non_threadable_channel",
            "restricted_action_thread_locked",
            "thread_not_found");

    /** What is said by one call. */
    enum Step {
        POST("chat.postMessage"),
        UPDATE("chat.update"),
        REPLY("chat.postMessage"),
        DONE("");

        final String method;

        Step(String method) {
            this.method = method;
        }
    }

    /** An alarm begins a message; whatever follows changes that message while it is known. */
    static SlackTurn first(Notification notification) {
        String receipt = notification.continues();
        boolean follows = receipt != null
                && RECEIPT.matcher(receipt).matches()
                && notification.notice().reason() != Reason.FIRST;
        return follows
                ? new SlackTurn(notification, Step.UPDATE, receipt)
                : new SlackTurn(notification, Step.POST, null);
    }

    /** True while something is left to say. */
    public boolean open() {
        return step != Step.DONE;
    }

    String channel() {
        return part(1);
    }

    String timestamp() {
        return part(2);
    }

    private String part(int group) {
        var parts = RECEIPT.matcher(String.valueOf(receipt));
        if (!parts.matches()) {
            throw new IllegalStateException("no receipt of Slack");
        }
        return parts.group(group);
    }

    /** Slack has taken it and calls it so. */
    SlackTurn taken(String given) {
        return switch (step) {
            case POST -> new SlackTurn(notification, Step.DONE, given);
            case UPDATE -> new SlackTurn(notification, Step.REPLY, receipt);
            case REPLY, DONE -> new SlackTurn(notification, Step.DONE, receipt);
        };
    }

    /** What is said instead, when Slack has refused it for that reason; empty when nothing helps. */
    Optional<SlackTurn> refused(String error) {
        if (step == Step.UPDATE && LOST.contains(error)) {
            return Optional.of(new SlackTurn(notification, Step.POST, null));
        }
        if (step == Step.REPLY && NO_THREAD.contains(error)) {
            return Optional.of(new SlackTurn(notification, Step.DONE, receipt));
        }
        return Optional.empty();
    }
}
