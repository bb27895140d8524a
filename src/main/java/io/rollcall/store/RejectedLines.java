package io.rollcall.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where lines of the spool go that cannot enter the database: kept for a person to look at, out of everyone's way. */
final class RejectedLines {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedLines.class);

    private final Path file;
    private final ObjectMapper json;

    RejectedLines(Path file, ObjectMapper json) {
        this.file = file;
        this.json = json;
    }

    /** True when a line is one whole JSON object. */
    boolean isEntry(String line) {
        try (JsonParser parser = json.getFactory().createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Keeps a line and why it is here. */
    synchronized void setAside(String line, String reason) throws IOException {
        String kept = json.writeValueAsString(Map.of("reason", reason, "line", line)) + "\n";
        Files.writeString(file, kept, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        LOG.warn("Set a spool entry aside file={} reason={}", file, reason);
    }
}
