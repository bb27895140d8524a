package io.rollcall.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One file of the spool: lines of text that are only ever appended. Uses RandomAccessFile because a FileChannel would
 * close itself when a thread that appends is interrupted, and every later append would fail.
 */
final class Segment {
    private static final String SUFFIX = ".jsonl";
    private static final int NAME_DIGITS = 10;

    private final long number;
    private final Path path;
    private volatile long size;

    Segment(Path folder, long number) throws IOException {
        this.number = number;
        this.path = folder.resolve(String.format(Locale.ROOT, "%0" + NAME_DIGITS + "d%s", number, SUFFIX));
        this.size = Files.exists(path) ? Files.size(path) : 0;
    }

    /** The segments in a folder, oldest first. */
    static List<Segment> in(Path folder) throws IOException {
        List<Segment> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\d{" + NAME_DIGITS + "}\\" + SUFFIX)) {
                    found.add(new Segment(folder, Long.parseLong(name.substring(0, NAME_DIGITS))));
                }
            }
        }
        return found;
    }

    long number() {
        return number;
    }

    /** Bytes written whole: what a reader may read. */
    long size() {
        return size;
    }

    RandomAccessFile open() throws IOException {
        return new RandomAccessFile(path.toFile(), "rw");
    }

    /** Appends whole lines by one write. A failed write leaves the file as it was. */
    void append(RandomAccessFile file, byte[] lines) throws IOException {
        try {
            file.seek(size);
            file.write(lines);
            size += lines.length;
        } catch (IOException e) {
            file.setLength(size);
            throw e;
        }
    }

    /** Cuts off what follows the last line end, and returns how many bytes that was. */
    long cutTornLine() throws IOException {
        long end = size;
        try (RandomAccessFile file = open()) {
            byte[] block = new byte[8192];
            int last = -1;
            while (end > 0 && last < 0) {
                long start = Math.max(0, end - block.length);
                int length = (int) (end - start);
                file.seek(start);
                file.readFully(block, 0, length);
                last = lastLineEnd(block, length);
                end = last < 0 ? start : start + last + 1;
            }
            long torn = size - end;
            file.setLength(end);
            size = end;
            return torn;
        }
    }

    /** How many line ends follow an offset. */
    long linesFrom(long offset) throws IOException {
        long lines = 0;
        try (RandomAccessFile file = open()) {
            file.seek(offset);
            byte[] block = new byte[65536];
            for (int read = file.read(block); read > 0; read = file.read(block)) {
                for (int i = 0; i < read; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /** Whole lines from an offset, as many as fit into so many bytes, but at least one; empty at the end. */
    byte[] read(long offset, int maxBytes) throws IOException {
        long available = size - offset;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(offset);
            byte[] bytes = new byte[(int) Math.min(available, maxBytes)];
            file.readFully(bytes);
            int end = lastLineEnd(bytes, bytes.length);
            while (end < 0 && bytes.length < available) {
                int known = bytes.length;
                bytes = Arrays.copyOf(bytes, (int) Math.min(available, Math.max(2L * known, 1024)));
                file.readFully(bytes, known, bytes.length - known);
                end = firstLineEnd(bytes, known);
            }
            return end < 0 ? bytes : Arrays.copyOf(bytes, end + 1);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static int firstLineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
