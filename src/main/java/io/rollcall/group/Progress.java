package io.rollcall.group;

import java.time.Instant;

/**
 * How far the escalation of a group has come.
 *
 * @param since when it was told that something fires that nobody had acknowledged
 * @param taken how many steps are past, counted over all rounds
 * @param waiting whether something fires that nobody has acknowledged
 */
public record Progress(Instant since, int taken, boolean waiting) {}
