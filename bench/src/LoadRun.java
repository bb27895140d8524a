import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of the engine: so many integrations, checked so often, measured for so long.
 *
 * @param mixed whether they are of several kinds instead of all HTTP
 * @param viewed whether browsers look on, see {@link Viewers}
 */
record LoadRun(int integrations, String interval, boolean mixed, boolean viewed, int warm, int seconds) {
    private static final String MIXED = "+mixed";
    private static final String VIEWED = "+viewed";

    /** How long every integration may take to be checked once, in seconds after the engine is ready. */
    private static final int FIRST_ROUND = 300;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Such as 1000@5s, 1000@5s+mixed or 1000@5s+viewed. */
    static LoadRun parse(String text, int warm, int seconds) {
        String[] parts = text.replace(MIXED, "").replace(VIEWED, "").split("@");
        return new LoadRun(
                Integer.parseInt(parts[0]), parts[1], text.contains(MIXED), text.contains(VIEWED), warm, seconds);
    }

    /** Starts an engine on a fresh database, starts it again, and measures the second; leaves nothing behind. */
    Figures measure() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("rollcall-bench");
        Process target = program("Target");
        try (BufferedReader words = target.inputReader()) {
            int port = Integer.parseInt(words.readLine());
            Integrations.write(folder.resolve("integrations"), this, port);
            double first;
            try (Engine engine = new Engine(folder.resolve("integrations"), folder.resolve("data"))) {
                first = engine.awaitReady();
                firstRound(engine, port, first);
            }
            hits(port, "/reset");
            try (Engine engine = new Engine(folder.resolve("integrations"), folder.resolve("data"))) {
                return measure(engine, port, first);
            }
        } finally {
            target.destroy();
            delete(folder);
        }
    }

    private Figures measure(Engine engine, int target, double first) throws IOException, InterruptedException {
        double ready = engine.awaitReady();
        double round = firstRound(engine, target, ready);
        double start = ProcessFigures.seconds(engine.handle());
        TimeUnit.SECONDS.sleep(warm);
        double missed = engine.metric("rollcall_checks_missed_total");
        TimeUnit.SECONDS.sleep(1);
        Sample before = Sample.first(engine);
        String looked = look(engine);
        Sample after = Sample.last(engine);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double resident = ProcessFigures.megabytes(engine.handle(), "VmRSS");
        missed = engine.metric("rollcall_checks_missed_total") - missed;
        double backlog = engine.metric("rollcall_spool_entries");
        double down = engine.metric("rollcall_alerts_firing");
        double lost = engine.metric("rollcall_checks_lost_total") + engine.metric("rollcall_spool_dropped_total");
        return new Figures(this, first, ready, round, start, before, after, looked,
                new Figures.State(resident, engine.liveHeap(), missed, lost, backlog, down, load));
    }

    private static Process program(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                name));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Lets the time of the measurement pass, and gives what those who looked on meanwhile found; empty without any. */
    private String look(Engine engine) throws IOException, InterruptedException {
        if (!viewed) {
            TimeUnit.SECONDS.sleep(seconds);
            return "";
        }
        Process viewers = program("Viewers", String.valueOf(engine.port()), String.valueOf(seconds));
        try (BufferedReader words = viewers.inputReader()) {
            String found = words.readLine();
            viewers.waitFor();
            return found == null ? "failed, see above" : found;
        }
    }

    private double firstRound(Engine engine, int target, double ready) throws IOException, InterruptedException {
        while (hits(target, "/hits")[1] < Integrations.calling(this)) {
            if (engine.seconds() > ready + FIRST_ROUND) {
                throw new IllegalStateException("after " + FIRST_ROUND + " s not every integration had been checked");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return engine.seconds();
    }

    /** Calls so far, and to how many integrations. Path /reset begins anew. */
    private static long[] hits(int target, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + target + path);
        String body = HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
        return Stream.of(body.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
