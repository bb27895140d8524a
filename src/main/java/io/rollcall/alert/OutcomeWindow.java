package io.rollcall.alert;

import java.time.Duration;
import java.util.Arrays;

/** How many checks there were in a window, and how many of them failed. */
final class OutcomeWindow extends Slices {
    private final int[] checks = new int[KEPT];
    private final int[] failures = new int[KEPT];

    OutcomeWindow(Duration length) {
        super(length);
    }

    @Override
    void add(Sample sample, int place) {
        checks[place]++;
        failures[place] += sample.failed() ? 1 : 0;
    }

    int checks() {
        return Arrays.stream(checks).sum();
    }

    int failures() {
        return Arrays.stream(failures).sum();
    }

    @Override
    boolean isEmpty() {
        return checks() == 0;
    }

    @Override
    void clear(int place) {
        checks[place] = 0;
        failures[place] = 0;
    }
}
