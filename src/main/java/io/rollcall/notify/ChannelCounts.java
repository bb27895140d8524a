package io.rollcall.notify;

/**
 * How a channel has done since start.
 *
 * @param sent accepted by the vendor
 * @param failed attempts that failed
 * @param dead given up
 * @param pending to be sent now or at the next attempt
 */
public record ChannelCounts(long sent, long failed, long dead, long pending) {}
