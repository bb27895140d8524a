package io.rollcall.demo;

import io.rollcall.access.Keys;
import io.rollcall.app.Installation;
import io.rollcall.app.RemoteStatus;
import io.rollcall.app.Settings;
import io.rollcall.integration.Status;
import io.rollcall.web.StatusReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole Rollcall beside a simulated estate, both on free ports and in a folder of their own that goes with them. Reads
 * none of the user's settings, environment or routes.
 */
public final class Demo implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    /** So that the audience can follow, and so that a message too many shows itself. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Belongings belongings = new Belongings();
    private final Clock clock;
    private final Narration narration;
    private final CountDownLatch stop;
    private final Path folder;
    private final Estate estate;
    private final Settings settings;
    private final Installation rollcall;
    private final Mailbag mailbag;
    private final StatusWatch statusWatch = new StatusWatch();
    private final List<Expected> expected = new ArrayList<>();
    private final Instant startedAt;

    /**
     * Starts the estate and Rollcall.
     *
     * @param stop ends the play early when it reaches zero
     * @throws InterruptedException when it reaches zero before all is started; nothing is left behind then either
     */
    public Demo(Narration narration, Clock clock, CountDownLatch stop) throws IOException, InterruptedException {
        this.clock = clock;
        this.narration = narration;
        this.stop = stop;
        this.startedAt = clock.instant();
        try {
            folder = Files.createTempDirectory("rollcall-demo-");
            belongings.add(() -> delete(folder));
            estate = new Estate(folder.resolve("estate"));
            belongings.add(estate::close);
            mailbag = new Mailbag(estate);
            ShippedRoutes.copyTo(routes());
            settings = settings();
            if (stop.getCount() == 0) {
                throw new IllegalStateException("stopped");
            }
            rollcall = Installation.start(settings, clock, narration::tell);
            belongings.add(rollcall::close);
            narration.tell("Rollcall runs: " + address());
        } catch (IOException | RuntimeException e) {
            belongings.close();
            if (stop.getCount() == 0) {
                // Whatever went wrong: no Java program can start its parts while it is being stopped.
                throw new InterruptedException("Stopped while it was starting");
            }
            throw e;
        }
    }

    /** Plays the whole script; what did not happen as it should, a sentence each. Ends early when it is to stop. */
    public List<String> play() throws InterruptedException {
        return play(Script.whole());
    }

    List<String> play(List<Act> acts) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        for (Act act : acts) {
            narration.estate(act.title());
            act.moods().forEach(estate.services()::set);
            expected.addAll(act.messages());
            boolean going = watch(PATIENCE, () -> wrongStatuses(act).isEmpty() && mailbag.size() >= expected.size());
            problems.addAll(wrongStatuses(act));
            if (!going || !problems.isEmpty() || !watch(PAUSE, () -> false)) {
                break;
            }
        }
        problems.addAll(Expected.differences(expected, mailbag.all()));
        estate.inbox().openAlerts().keySet().forEach(key -> problems.add("Still open at PagerDuty: " + key));
        return problems;
    }

    /** Goes on telling what happens, whatever the audience does with the estate, until the demo is to stop. */
    public void keepOn() throws InterruptedException {
        narration.tell("It runs on until Ctrl-C: " + address() + ", with the routes in " + routes());
        narration.tell("Make a service slow, failing, hanging or healthy: curl -d failing "
                + estate.services().url() + "/stripe (or crm, retell, calcom)");
        narration.tell("The same alarm again within the hour is held back, as it would be for a real operator.");
        watch(Duration.ofDays(365), () -> false);
    }

    /** How everything is, as the status command learns it. */
    public RemoteStatus.Answer status() throws InterruptedException {
        return RemoteStatus.ask(settings);
    }

    /** What has been done in numbers. */
    public String summary() throws IOException, InterruptedException {
        String messages = Stream.of(Channel.values())
                .map(channel -> mailbag.count(channel) + " " + channel.label())
                .collect(Collectors.joining(", "));
        return "In " + Duration.between(startedAt, clock.instant()).toSeconds() + " s: " + checks() + " checks run, "
                + mailbag.size() + " messages received (" + messages + ")";
    }

    @Override
    public void close() {
        belongings.close();
    }

    Path folder() {
        return folder;
    }

    /** Tells what happens until it is enough or the time is over; false when the demo is to stop. */
    private boolean watch(Duration most, BooleanSupplier enough) throws InterruptedException {
        Instant end = clock.instant().plus(most);
        while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            statusWatch.changes(report()).forEach(narration::status);
            mailbag.look().forEach(narration::message);
            if (enough.getAsBoolean() || clock.instant().isAfter(end)) {
                return true;
            }
        }
        return false;
    }

    private List<String> wrongStatuses(Act act) {
        List<String> wrong = new ArrayList<>();
        for (StatusReport.Line line : report().integrations()) {
            String right =
                    act.statuses().getOrDefault(line.key(), Status.HEALTHY).word();
            if (!line.status().equals(right)) {
                wrong.add(line.name() + " is " + line.status() + ", not " + right);
            }
        }
        return wrong;
    }

    private StatusReport report() {
        return rollcall.engine().api().status();
    }

    /** As the metrics count them, checks that an open circuit breaker held back included. */
    private long checks() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.publicUrl() + "/metrics"))
                .build();
        String metrics = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("rollcall_check_duration_seconds_count{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String address() {
        return settings.publicUrl() + "/api/health/status";
    }

    private Path routes() {
        return folder.resolve("routes");
    }

    /** The defaults, and over them nothing but what this demo sets. */
    private Settings settings() throws IOException {
        Settings own = Settings.load(folder, Map.of(), new Properties())
                .with("rollcall.routes", routes().toString())
                .with("rollcall.data", folder.resolve("data").toString())
                .with("rollcall.port", String.valueOf(Estate.freePort()))
                // Whoever watches may look everywhere, and nobody needs to log in.
                .with("rollcall.access.open", "/*")
                .with("rollcall.admin.password", Keys.random())
                // Camel would look into environment and system properties by itself.
                .with("camel.main.autoConfigurationEnvironmentVariablesEnabled", "false")
                .with("camel.main.autoConfigurationSystemPropertiesEnabled", "false")
                .with("camel.component.properties.environmentVariableMode", "0")
                .with("camel.component.properties.systemPropertiesMode", "0");
        return estate.watchedBy(own);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
