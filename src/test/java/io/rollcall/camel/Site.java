package io.rollcall.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.HandSetClock;
import io.rollcall.alert.AlertRules;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Results;
import io.rollcall.integration.FilesOnly;
import io.rollcall.integration.IntegrationReader;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.SettingsTable;
import io.rollcall.integration.Written;
import io.rollcall.judge.Judge;
import io.rollcall.probe.Kinds;
import io.rollcall.routefile.RouteSchema;
import io.rollcall.schedule.Schedule;
import io.rollcall.store.DatabaseState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;

/** A running engine over a folder of route files, with a clock set by hand and without a database. */
final class Site implements AutoCloseable {
    private static final RouteSchema SCHEMA = new RouteSchema(new ObjectMapper());

    final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Integrations integrations = new Integrations();
    final Judge judge = new Judge(integrations, entries -> {});
    final Breakers breakers = new Breakers(clock);
    final Schedule schedule = new Schedule(clock);
    final AlertRules rules = new AlertRules(integrations, judge, entries -> {}, clock);
    final Told told = new Told();
    /** What files declare beside integrations. */
    final Map<String, String> notes = new TreeMap<>();

    final Roll roll;
    final RouteLoader loader;
    private final Path folder;

    Site(Path folder) {
        this(folder, new FilesOnly(), new DatabaseState());
    }

    Site(Path folder, SettingsTable table, DatabaseState database) {
        this.folder = folder;
        IntegrationReader reader = new IntegrationReader(new CamelPlaceholders(camel), new Kinds());
        Roll.Parts parts = new Roll.Parts(integrations, reader, schedule, breakers, judge, notes());
        this.roll = new Roll(camel, parts, table, database, rules::withdraw);
        List<RouteLoader> made = new ArrayList<>();
        RouteTrial trial = new RouteTrial(camel, SCHEMA, () -> made.get(0).files(), rules);
        this.loader = new RouteLoader(camel, new RouteFiles(List.of(folder)), trial, roll, rules::retire);
        made.add(loader);
        camel.disableJMX();
        ((DefaultRegistry) camel.getRegistry()).addBeanRepository(breakers);
        camel.getRegistry().bind("outcomes", new Outcomes());
        camel.getRegistry().bind("probe", new CountingProbe());
        camel.getRegistry().bind("told", told);
        camel.addComponent("alert", new AlertComponent(rules));
        camel.getShutdownStrategy().setTimeout(2);
    }

    private Definitions notes() {
        Definitions definitions = new Definitions(new CamelPlaceholders(camel));
        definitions.add("note", new Definitions.Kind<>(Set.of("text"), Site::text, now -> {
            notes.clear();
            notes.putAll(now);
        }));
        return definitions;
    }

    private static String text(Written written) {
        return written.required("text", text -> text);
    }

    Site start() {
        loader.load(file -> true);
        camel.start();
        return this;
    }

    /** Writes a file and lets the engine see it. */
    void save(String name, String text) {
        write(name, text);
        loader.reload();
    }

    void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Twice, since a file that is missing only once may be in the middle of being saved.
        loader.reload();
        loader.reload();
    }

    /** Runs the check route of an integration. */
    CheckResult check(String key) {
        return camel.createFluentProducerTemplate()
                .to("direct:check-" + key)
                .withBody(new io.rollcall.check.Check(integrations.find(key).orElseThrow(), clock.instant()))
                .request(CheckResult.class);
    }

    /** Judges outcomes a second apart and holds the rules against them. */
    void observe(String key, String outcomes) {
        for (char letter : outcomes.toCharArray()) {
            clock.advance(Duration.ofSeconds(1));
            rules.observeAll(judge.judgeAll(List.of(Results.of(letter, key, clock.instant()))));
        }
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** What rules told, as {@code route rule:integration:firing}. */
    public static final class Told {
        final List<String> alerts = new ArrayList<>();

        public void note(String route, io.rollcall.alert.Alert alert) {
            alerts.add(route + " " + alert.rule() + ":" + alert.integration() + ":" + alert.firing());
        }
    }

    /** Succeeds, and says which parameters it saw. */
    public static final class CountingProbe {
        public CheckResult run(io.rollcall.check.Check check) {
            return check.succeeded(Map.of("saw", check.integration().parameters()));
        }

        public CheckResult runOtherwise(io.rollcall.check.Check check) {
            return check.succeeded(Map.of("otherwise", true));
        }
    }
}
