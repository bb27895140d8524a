package io.rollcall.probe;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of a command in a process of its own. Neither that process nor one it started is left when this is closed. */
final class Script implements AutoCloseable {
    /** Longer than any that is shown, so that its end can be cut after redaction. */
    private static final int MOST_OUTPUT = 64 * 1024;

    /** More would fill the disk. */
    private static final long TOO_MUCH = 16L << 20;

    private static final long LOOK_NANOS = 100_000_000;

    /** Of the engine's own variables those that programs need to work at all; all others may be secrets. */
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SYSTEMROOT", "JAVA_HOME");

    /** By this a process is known as ours even when its parent has ended. */
    private static final String MARK = "ROLLCALL_RUN";

    private final String mark = UUID.randomUUID().toString();
    private final Process process;
    /** A file: a pipe would hold the reader for as long as anyone has it open. */
    private final Path output = Files.createTempFile("rollcall", ".out");

    Script(List<String> command, @Nullable String directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Redirect.from(new File("/dev/null").exists() ? new File("/dev/null") : new File("NUL")));
        if (directory != null) {
            builder.directory(new File(directory));
        }
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.environment().put(MARK, mark);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            Files.delete(output);
            throw e;
        }
    }

    /**
     * The exit status, or empty when it has not ended in that time or prints without end. Never waits for whoever inherited
     * its output.
     */
    Optional<Integer> await(Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean ended = false;
        for (long left = limit.toNanos();
                !ended && left > 0 && Files.size(output) < TOO_MUCH;
                left = end - System.nanoTime()) {
            ended = process.waitFor(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
        }
        return ended ? Optional.of(process.exitValue()) : Optional.empty();
    }

    /** What it has printed so far, at most the first 64 KB. */
    String output() throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        boolean left = true;
        for (int round = 0; left && round < 5; round++) {
            // Again, since one may have started another one in between.
            left = endMarked();
        }
        Files.delete(output);
    }

    /** Ends those whose parents have ended, on Linux: true when there was one. */
    private boolean endMarked() {
        boolean found = false;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path each : processes) {
                if (isMarked(each)) {
                    long id = Long.parseLong(each.getFileName().toString());
                    found |= ProcessHandle.of(id)
                            .map(ProcessHandle::destroyForcibly)
                            .orElse(false);
                }
            }
        } catch (IOException | DirectoryIteratorException notLinux) {
            return false;
        }
        return found;
    }

    private boolean isMarked(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(MARK + "=" + mark);
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }
}
