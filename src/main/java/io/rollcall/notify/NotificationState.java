package io.rollcall.notify;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a notification has come. The JSON words are those of the table {@code notification}. */
public enum NotificationState {
    /** To be sent, now or at the next attempt. */
    @JsonProperty("pending")
    PENDING,
    /** The channel has accepted it. */
    @JsonProperty("sent")
    SENT,
    /** Became needless before it was sent. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** Could not be delivered. */
    @JsonProperty("dead")
    DEAD;

    /** True when nothing more will happen to it. */
    public boolean isFinal() {
        return this == SENT || this == CANCELLED || this == DEAD;
    }
}
