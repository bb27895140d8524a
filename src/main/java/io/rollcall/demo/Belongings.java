package io.rollcall.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened one after the other and is closed in reverse, all of it even when one fails. Not thread-safe. */
final class Belongings implements AutoCloseable {
    /** Closes one of them. */
    interface End {
        void close() throws IOException;
    }

    private final Deque<End> ends = new ArrayDeque<>();

    void add(End end) {
        ends.push(end);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!ends.isEmpty()) {
            try {
                ends.pop().close();
            } catch (IOException | RuntimeException e) {
                RuntimeException fault =
                        e instanceof RuntimeException known ? known : new UncheckedIOException((IOException) e);
                if (first == null) {
                    first = fault;
                } else {
                    first.addSuppressed(fault);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
