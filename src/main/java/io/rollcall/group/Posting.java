package io.rollcall.group;

/**
 * A notice that is to be told over a channel.
 *
 * @param channel such as {@code slack}
 */
public record Posting(String channel, Notice notice) {}
