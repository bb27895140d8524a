package io.rollcall.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal on disk: files of JSON lines that survive {@code kill -9}, drained into the database in order. What the
 * database has taken is deleted. Safe for many threads that append and one that drains.
 */
public final class Spool implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final long SEGMENT_BYTES = 16L << 20;
    private static final String DROPPABLE = "outcome";
    // PostgreSQL's jsonb knows no NUL character; an answer that contains one must not make its batch unwritable.
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final Path folder;
    private final long maxBytes;
    private final long segmentBytes;
    private final ObjectMapper json;
    private final FolderLock lock;
    private final RejectedLines rejected;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private RandomAccessFile writer;
    private SpoolPosition position;
    private long backlogEntries;
    private long dropped;

    /**
     * Opens the spool in a folder and goes on where the last process stopped.
     *
     * @param maxBytes once so much waits, further outcomes are refused; alerts, changes and notifications never are
     * @param json writes entries on one line each, instants as ISO-8601 text
     * @throws StoreException when the folder is in use by another engine or cannot be written
     */
    public Spool(Path folder, long maxBytes, ObjectMapper json) {
        this(folder, maxBytes, json, SEGMENT_BYTES);
    }

    Spool(Path folder, long maxBytes, ObjectMapper json, long segmentBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.segmentBytes = segmentBytes;
        this.json = json;
        this.rejected = new RejectedLines(folder.resolve("rejected.jsonl"), json);
        this.lock = FolderLock.take(folder);
        try {
            position = recover();
            writer = segments.getLast().open();
        } catch (IOException e) {
            lock.close();
            throw cannot("open", e);
        }
    }

    /** True while another process, which is an engine, has the spool of this folder. Changes nothing. */
    public static boolean isInUse(Path folder) {
        return FolderLock.isTaken(folder);
    }

    private SpoolPosition recover() throws IOException {
        SpoolPosition kept = SpoolPosition.in(folder);
        for (Segment segment : Segment.in(folder)) {
            if (segment.number() < kept.segment()) {
                segment.delete();
            } else {
                segments.add(segment);
            }
        }
        if (segments.isEmpty()) {
            segments.add(new Segment(folder, kept.segment() + 1));
        }
        long torn = segments.getLast().cutTornLine();
        if (torn > 0) {
            LOG.warn("Cut off an entry that was being written when the engine was killed bytes={}", torn);
        }
        Segment first = segments.getFirst();
        long offset = first.number() == kept.segment() ? Math.min(kept.offset(), first.size()) : 0;
        for (Segment segment : segments) {
            backlogEntries += segment.linesFrom(segment == first ? offset : 0);
        }
        return new SpoolPosition(first.number(), offset);
    }

    @Override
    public synchronized void append(List<? extends JournalEntry> entries) {
        boolean full = backlogBytes() >= maxBytes;
        StringBuilder lines = new StringBuilder();
        long appended = 0;
        for (JournalEntry entry : entries) {
            if (full && entry.type().equals(DROPPABLE)) {
                dropped++;
            } else {
                lines.append(line(entry)).append('\n');
                appended++;
            }
        }
        if (appended == 0) {
            return;
        }
        try {
            rotate();
            segments.getLast().append(writer, lines.toString().getBytes(StandardCharsets.UTF_8));
            backlogEntries += appended;
        } catch (IOException e) {
            throw cannot("write", e);
        }
    }

    private String line(JournalEntry entry) {
        try {
            String line = json.writeValueAsString(entry);
            return line.contains("\\u0000") ? ESCAPED_NUL.matcher(line).replaceAll("$1\\\\ufffd") : line;
        } catch (JsonProcessingException e) {
            throw new StoreException("Cannot write an entry of type " + entry.type() + " as JSON", e);
        }
    }

    private void rotate() throws IOException {
        if (segments.getLast().size() >= segmentBytes) {
            Segment next = new Segment(folder, segments.getLast().number() + 1);
            RandomAccessFile file = next.open();
            writer.close();
            writer = file;
            segments.add(next);
        }
    }

    /**
     * The oldest entries that are not drained yet, or empty when there are none. The same again until
     * {@link #drained} or {@link #reject} is called.
     *
     * @param maxEntries at most so many, at least 1
     * @param maxBytes at most about so many bytes; a single larger entry is still returned
     */
    public synchronized Optional<Batch> next(int maxEntries, int maxBytes) {
        try {
            advance();
            while (position.offset() < segments.getFirst().size()) {
                Batch batch = batch(segments.getFirst(), maxEntries, maxBytes);
                if (batch.entries() > 0) {
                    return Optional.of(batch);
                }
                drained(batch);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw cannot("read", e);
        }
    }

    private Batch batch(Segment segment, int maxEntries, int maxBytes) throws IOException {
        byte[] bytes = segment.read(position.offset(), maxBytes);
        StringBuilder array = new StringBuilder(bytes.length + 2).append('[');
        int entries = 0;
        int lines = 0;
        int start = 0;
        while (start < bytes.length && entries < maxEntries) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            if (rejected.isEntry(line)) {
                array.append(entries++ == 0 ? "" : ",").append(line);
            } else {
                rejected.setAside(line, "not a JSON object");
            }
            lines++;
            start = end + 1;
        }
        long to = Math.min(position.offset() + start, segment.size());
        return new Batch(array.append(']').toString(), entries, segment.number(), position.offset(), to, lines);
    }

    /** Marks a batch as written to the database: it is not returned again, also not after a restart. */
    public synchronized void drained(Batch batch) {
        if (batch.segment() != position.segment() || batch.from() != position.offset()) {
            throw new IllegalStateException(batch + " is not the next one: the spool is at " + position);
        }
        position = new SpoolPosition(batch.segment(), batch.to());
        backlogEntries = Math.max(0, backlogEntries - batch.lines());
        try {
            advance();
            position.keepIn(folder);
        } catch (IOException e) {
            throw cannot("advance", e);
        }
    }

    /** Sets a batch aside that the database will never take, into {@code rejected.jsonl}, so that the rest can follow. */
    public synchronized void reject(Batch batch, String reason) {
        try {
            for (JsonNode entry : json.readTree(batch.json())) {
                rejected.setAside(entry.toString(), reason);
            }
        } catch (IOException e) {
            throw cannot("set aside entries of", e);
        }
        drained(batch);
    }

    private void advance() throws IOException {
        while (segments.size() > 1 && position.offset() >= segments.getFirst().size()) {
            Segment done = segments.removeFirst();
            position = new SpoolPosition(segments.getFirst().number(), 0);
            position.keepIn(folder);
            done.delete();
        }
    }

    /** Reads every entry that is not drained yet, oldest first: what a start without a database has to know. */
    public synchronized void replay(Consumer<JsonNode> reader) {
        try {
            for (Segment segment : segments) {
                long offset = segment.number() == position.segment() ? position.offset() : 0;
                while (offset < segment.size()) {
                    byte[] bytes = segment.read(offset, 1 << 20);
                    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
                        if (rejected.isEntry(line)) {
                            reader.accept(json.readTree(line));
                        }
                    }
                    offset += bytes.length;
                }
            }
        } catch (IOException e) {
            throw cannot("read", e);
        }
    }

    /** How many entries wait for the database. */
    public synchronized long backlog() {
        return backlogEntries;
    }

    /** How many bytes wait for the database. */
    public synchronized long backlogBytes() {
        return segments.stream().mapToLong(Segment::size).sum() - position.offset();
    }

    /** How many outcomes were refused since the start because the spool was full. */
    public synchronized long dropped() {
        return dropped;
    }

    /** When the oldest waiting entry came about, or empty when none waits. */
    public synchronized Optional<Instant> oldest() {
        return next(1, 1).flatMap(batch -> {
            try {
                JsonNode entry = json.readTree(batch.json()).path(0);
                String at = entry.path("at").asText(entry.path("createdAt").asText(""));
                return at.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(at));
            } catch (IOException | DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private StoreException cannot(String what, IOException e) {
        return new StoreException("Cannot " + what + " the spool in " + folder + ": " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        try (lock) {
            writer.close();
        } catch (IOException e) {
            throw cannot("close", e);
        }
    }
}
