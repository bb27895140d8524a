package io.rollcall.probe;

import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which files lie in a folder of a file server: how many fit a pattern, and which of them is the newest. Confined to the
 * thread of the try.
 */
final class RemoteFiles {
    private final @Nullable Pattern wanted;
    private int count;
    private @Nullable Found newest;
    private @Nullable Instant oldest;

    /**
     * One file.
     *
     * @param size in bytes
     * @param modified when it was written last; null when the server does not say
     */
    record Found(String name, long size, @Nullable Instant modified) {}

    /** @param pattern of names, with * and ?; null for all */
    RemoteFiles(@Nullable String pattern) {
        this.wanted = pattern == null ? null : glob(pattern);
    }

    /** The facts that {@link #report} gives. */
    static Vocabulary facts(Vocabulary others) {
        return others.with("files", Type.NUMBER)
                .with("found", Type.BOOLEAN)
                .with("file", Type.TEXT)
                .with("file_size", Type.SIZE)
                .with("file_age", Type.DURATION)
                .with("oldest_file_age", Type.DURATION);
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean fits(String name) {
        return wanted == null || wanted.matcher(name).matches();
    }

    /** Counts it, if its name fits. */
    void add(Found file) {
        if (!fits(file.name())) {
            return;
        }
        count++;
        Instant modified = file.modified();
        if (newest == null || modified != null && isAfter(modified, newest.modified())) {
            newest = file;
        }
        if (modified != null && (oldest == null || modified.isBefore(oldest))) {
            oldest = modified;
        }
    }

    private static boolean isAfter(Instant time, @Nullable Instant other) {
        return other == null || time.isAfter(other);
    }

    /** The one that was written last, or null when there is none. */
    @Nullable
    Found newest() {
        return newest;
    }

    /** Says more exactly when the newest was written. */
    void correct(@Nullable Instant modified) {
        if (newest != null && modified != null) {
            newest = new Found(newest.name(), newest.size(), modified);
        }
    }

    /** Adds what was found; of the newest file its name, size and age. */
    void report(Findings findings, Instant now) {
        findings.metric("files", "", count);
        if (wanted != null) {
            findings.fact("found", count > 0);
        }
        if (newest != null) {
            findings.fact("file", newest.name()).detail("file", Cut.at100(newest.name()));
            findings.metric("file_size", "B", newest.size());
            age(findings, "file_age", newest.modified(), now);
            age(findings, "oldest_file_age", oldest, now);
        }
    }

    private static void age(Findings findings, String name, @Nullable Instant time, Instant now) {
        if (time != null) {
            findings.metric(name, "s", Duration.between(time, now).toMillis() / 1e3);
        }
    }
}
