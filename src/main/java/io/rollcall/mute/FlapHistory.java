package io.rollcall.mute;

import io.rollcall.integration.FlapLimits;
import io.rollcall.integration.Status;

/**
 * The last 21 confirmed states of an integration and what they make of it, exactly as in Nagios: of the 20 changes between
 * them a newer one weighs more. Immutable, so that it can be rebuilt by replaying states.
 *
 * @param states a letter each, the oldest first: h healthy, g degraded, d down
 * @param flapping whether it comes and goes
 */
record FlapHistory(String states, boolean flapping) {
    static final int LENGTH = 21;
    private static final double LEAST_WEIGHT = 0.75;
    private static final double MOST_WEIGHT = 1.25;

    /** One whose status never changed. */
    static FlapHistory steady(Status status) {
        return new FlapHistory(String.valueOf(letter(status)).repeat(LENGTH), false);
    }

    /** True when it is as it is written: from the table anything may come. */
    static boolean isRight(String states) {
        return states.matches("[hgd]{" + LENGTH + "}");
    }

    /** After one more state; with limits that are off it never flaps. */
    FlapHistory after(Status status, FlapLimits limits) {
        FlapHistory next = new FlapHistory(states.substring(1) + letter(status), flapping);
        double percent = next.percent();
        boolean flaps = !limits.off() && (flapping ? percent > limits.low() : percent >= limits.high());
        return new FlapHistory(next.states, flaps);
    }

    /** How much it changed lately: 0 never, 100 with every state. */
    double percent() {
        int changes = LENGTH - 1;
        double sum = 0;
        for (int i = 1; i <= changes; i++) {
            if (states.charAt(i) != states.charAt(i - 1)) {
                sum += LEAST_WEIGHT + (i - 1) * (MOST_WEIGHT - LEAST_WEIGHT) / (changes - 1);
            }
        }
        return sum * 100 / changes;
    }

    /** True when none of the states differs from the one before it. */
    boolean isSteady() {
        return states.chars().distinct().count() == 1;
    }

    private static char letter(Status status) {
        return switch (status) {
            case HEALTHY -> 'h';
            case DEGRADED -> 'g';
            case DOWN -> 'd';
            case UNKNOWN -> throw new IllegalArgumentException("unknown is no state to count");
        };
    }
}
