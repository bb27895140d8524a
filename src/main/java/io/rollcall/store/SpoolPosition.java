package io.rollcall.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the spool is drained: everything before it is in the database. Kept in a small file beside the segments. */
record SpoolPosition(long segment, long offset) {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolPosition.class);

    /** The position kept in a folder, or the very beginning: replaying what the database has already is harmless. */
    static SpoolPosition in(Path folder) throws IOException {
        Path file = folder.resolve("position");
        if (!Files.exists(file)) {
            return new SpoolPosition(0, 0);
        }
        String text = Files.readString(file).strip();
        if (!text.matches("\\d{1,18} \\d{1,18}")) {
            LOG.warn("Unreadable spool position, draining everything again file={}", file);
            return new SpoolPosition(0, 0);
        }
        String[] numbers = text.split(" ");
        return new SpoolPosition(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** Keeps this position. A reader sees the old one or this one, never half of it. */
    void keepIn(Path folder) throws IOException {
        Path fresh = folder.resolve("position.new");
        Files.writeString(fresh, segment + " " + offset + "\n");
        Files.move(fresh, folder.resolve("position"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
