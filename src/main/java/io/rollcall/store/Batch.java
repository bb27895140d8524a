package io.rollcall.store;

/**
 * Entries of the spool on their way into the database.
 *
 * @param json the entries as one JSON array, in the order in which they were appended
 * @param entries how many
 * @param segment number of the spool file that holds them
 * @param from where in that file they begin, in bytes
 * @param to where in that file the next entry begins, in bytes
 * @param lines how many lines of the file that is: the entries, and unreadable lines that were set aside
 */
public record Batch(String json, int entries, long segment, long from, long to, int lines) {
    /** Entries may name what they were told by others, so only their number is shown. */
    @Override
    public String toString() {
        return "Batch[" + entries + " entries of spool file " + segment + " from " + from + " to " + to + "]";
    }
}
