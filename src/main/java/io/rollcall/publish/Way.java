package io.rollcall.publish;

import java.util.Locale;

/** How subscribers of the status page are told. */
public enum Way {
    EMAIL("subscribers"),
    /** By web push, on a device of theirs. */
    PUSH("subscribers-push");

    private final String channel;

    Way(String channel) {
        this.channel = channel;
    }

    /** As settings have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel that their messages go over. Its recipients are ids, so that no address stands in a record of messages. */
    public String channel() {
        return channel;
    }
}
