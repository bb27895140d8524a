import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A thread that does nothing but wake every other millisecond, and so tells when the machine stood still: on a virtual one the host
 * may take all processors away for a tenth of a second, which no program on it can help.
 */
final class Metronome extends Thread {
    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(2);
    /** Later than this nobody wakes for want of a processor while the machine has less to do than it can. */
    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(10);
    /** What has piled up while the machine stood still is done after as long. */
    private static final long AFTER = TimeUnit.MILLISECONDS.toNanos(50);

    private final Queue<long[]> pauses = new ConcurrentLinkedQueue<>();

    Metronome() {
        super("metronome");
        setDaemon(true);
    }

    @Override
    public void run() {
        long before = System.nanoTime();
        while (!isInterrupted()) {
            try {
                TimeUnit.NANOSECONDS.sleep(BEAT);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            if (now - before > BEAT + LATE) {
                pauses.add(new long[] {before, now});
            }
            before = now;
        }
    }

    /** Whether the machine stood still between two times, or shortly before. */
    boolean stoodStill(long from, long until) {
        return pauses.stream().anyMatch(pause -> pause[0] < until && pause[1] + AFTER > from);
    }
}
