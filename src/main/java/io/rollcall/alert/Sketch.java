package io.rollcall.alert;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often values of about the same size occurred: buckets whose bounds grow by 4 %, only those that hold something. A value
 * read from it is at most 2 % off, and exactly zero where it is nearer to it than a billionth.
 */
final class Sketch {
    private static final double GROWTH = 1.04;
    private static final double LOG = Math.log(GROWTH);
    private static final double SMALLEST = 1e-9;

    private short[] buckets = new short[2];
    private int[] counts = new int[2];
    private int size;

    void add(double value) {
        short bucket = bucket(value);
        int at = Arrays.binarySearch(buckets, 0, size, bucket);
        if (at < 0) {
            at = insert(-at - 1, bucket);
        }
        counts[at]++;
    }

    private int insert(int at, short bucket) {
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        buckets[at] = bucket;
        counts[at] = 0;
        size++;
        return at;
    }

    /** The value of that rank among all of these: 0.5 gives the median. */
    static double quantile(@Nullable Sketch[] sketches, double share) {
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (Sketch sketch : sketches) {
            if (sketch != null) {
                low = Math.min(low, sketch.buckets[0]);
                high = Math.max(high, sketch.buckets[sketch.size - 1]);
            }
        }
        if (high < low) {
            return Double.NaN;
        }
        long[] all = new long[high - low + 1];
        long total = 0;
        for (Sketch sketch : sketches) {
            for (int i = 0; sketch != null && i < sketch.size; i++) {
                all[sketch.buckets[i] - low] += sketch.counts[i];
                total += sketch.counts[i];
            }
        }
        long rank = Math.max(1, (long) Math.ceil(share * total - 1e-9));
        int at = 0;
        for (long passed = all[0]; passed < rank; passed += all[at]) {
            at++;
        }
        return value(low + at);
    }

    private static short bucket(double value) {
        double size = Math.abs(value);
        if (!(size > SMALLEST)) {
            return 0;
        }
        double index = Math.min(Math.ceil(Math.log(size / SMALLEST) / LOG), Short.MAX_VALUE);
        return (short) (Math.signum(value) * Math.max(1, index));
    }

    /** The middle of a bucket, from which both its ends are equally far in proportion. */
    private static double value(int bucket) {
        double size = SMALLEST * Math.exp(Math.abs(bucket) * LOG) * 2 / (1 + GROWTH);
        return bucket == 0 ? 0 : Math.signum(bucket) * size;
    }
}
