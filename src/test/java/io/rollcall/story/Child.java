package io.rollcall.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, which a test can stop or kill. */
final class Child implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final Path log;

    private Child(Process process, Path output, Path log) {
        this.process = process;
        this.output = output;
        this.log = log;
    }

    /** Begins a command in the scene's folder, with the scene's settings as environment. */
    static Child of(Scene scene, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.rollcall.cli.Main"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(scene.folder, "output", ".txt");
            Path log = Files.createTempFile(scene.folder, "log", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(scene.folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(log.toFile());
            builder.environment().putAll(scene.environment());
            return new Child(builder.start(), output, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exit status, once it ends by itself. */
    int exit() throws InterruptedException {
        if (!process.waitFor(200, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running after minutes:\n" + log());
        }
        return process.exitValue();
    }

    /** Asks it to stop, as a service manager does, and gives the exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        return exit();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(100, TimeUnit.SECONDS);
    }

    /** What it wrote to standard output. */
    String output() {
        return text(output);
    }

    /** What it wrote to standard error, log lines among it. */
    String log() {
        return text(log);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
