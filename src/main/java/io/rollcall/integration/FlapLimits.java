package io.rollcall.integration;

/**
 * From which share of changes on an integration counts as one that comes and goes, in percent from 0 to 100.
 *
 * @param high where that begins; 0 for never
 * @param low where it ends
 */
public record FlapLimits(int high, int low) {
    /** Those of Nagios, where nothing else is said. */
    public static final FlapLimits DEFAULT = new FlapLimits(30, 20);

    public boolean off() {
        return high == 0;
    }
}
