package io.rollcall.alert;

import java.time.Duration;

/** How many checks there were in a window, and how many of them failed. */
final class OutcomeWindow extends Slices {
    private final int[] checks = new int[KEPT];
    private final int[] failures = new int[KEPT];
    private int allChecks;
    private int allFailures;

    OutcomeWindow(Duration length) {
        super(length);
    }

    @Override
    void add(Sample sample, int place) {
        int failed = sample.failed() ? 1 : 0;
        checks[place]++;
        failures[place] += failed;
        allChecks++;
        allFailures += failed;
    }

    int checks() {
        return allChecks;
    }

    int failures() {
        return allFailures;
    }

    @Override
    boolean isEmpty() {
        return allChecks == 0;
    }

    @Override
    void clear(int place) {
        allChecks -= checks[place];
        allFailures -= failures[place];
        checks[place] = 0;
        failures[place] = 0;
    }
}
