package io.rollcall.app;

import io.rollcall.alert.AlertRule;
import io.rollcall.integration.FilesOnly;
import io.rollcall.integration.Integration;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseUrl;
import io.rollcall.store.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Builds everything that a start would build, but opens no port, reaches no database and starts no route. */
public final class Rehearsal {
    private static final DatabaseUrl NOWHERE = new DatabaseUrl("jdbc:postgresql://localhost:1/none", null, null);

    private Rehearsal() {}

    /** What would run, and how many tests of its rules there are. Remarks name what is valid but will not work as it stands, such as an integration without address. */
    public record Report(int integrations, int rules, int routes, int tests, List<String> remarks) {}

    /** The rules and the integrations that files declare. */
    record Blueprint(List<AlertRule> rules, List<Integration> integrations) {}

    /**
     * Rehearses a start.
     *
     * @throws io.rollcall.integration.InvalidConfigurationException with every problem found
     */
    public static Report run(Settings settings) {
        return with(settings, Engine::rehearse);
    }

    /** The same for those who want to do something with the rules. */
    static Blueprint blueprint(Settings settings) {
        return with(settings, Engine::blueprint);
    }

    private static <T> T with(Settings settings, Function<Engine, T> use) {
        if (!settings.text("rollcall.database.url").isEmpty()) {
            Installation.externalUrl(settings);
        }
        Path scratch = temporary();
        try (Database database = Database.external(NOWHERE);
                Spool spool = new Spool(scratch, Long.MAX_VALUE, Parts.json())) {
            Settings complete = Installation.complete(settings, NOWHERE);
            return use.apply(new Engine(complete, Clock.systemUTC(), database, spool, line -> {}));
        } finally {
            delete(scratch);
        }
    }

    /**
     * Finds what can be found wrong in settings and files without a database and without building routes: at next to no
     * cost, so that every start begins with it and leaves everything alone when it ends there.
     */
    static void glance(Settings settings) {
        Settings complete = Installation.complete(settings, NOWHERE);
        new ChannelSetup(complete).read();
        complete.count("rollcall.spool.max-megabytes");
        complete.duration("rollcall.alerts.hold-back");
        complete.duration("rollcall.silences.max-length");
        CamelRuntime camel = new CamelRuntime(complete);
        Parts parts = new Parts(complete, Clock.systemUTC(), camel.context(), entries -> {}, new FilesOnly());
        try {
            parts.routeLoader.inspect();
        } finally {
            parts.close();
            camel.close();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("rollcall-validate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
