package io.rollcall.check;

/**
 * One step of the way that a check's call took, kept as evidence with outcomes that are not healthy.
 *
 * @param step what the route calls it: the id of a node, or a bean and its method; never an address or a value
 * @param ms how long it took in milliseconds, all tries and what it called in turn included
 */
public record Stage(String step, long ms) {}
