package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rollcall.alert.AlertRule;
import io.rollcall.alert.CustomRule;
import io.rollcall.condition.Type;
import io.rollcall.integration.DurationText;
import io.rollcall.spelling.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules that programs make at run time (requirement 003-14). Each is a route file in a folder of its own, which the engine
 * reads as it reads all others, and beside it the rule as it was sent. Thread-safe.
 */
public final class CustomRules {
    private static final String ROUTE = ".camel.yaml";
    private static final String SENT = ".rule.json";

    private final Path folder;
    private final Engine engine;
    private final Map<String, Type> metrics;
    private final List<String> channels;
    private final YAMLMapper yaml = new YAMLMapper();

    /**
     * What reads the files.
     *
     * @param reload has the engine look at its files at once, and answers what is wrong with them
     * @param complaints what would be wrong with a file of that path and text
     */
    public record Engine(
            Supplier<List<io.rollcall.integration.Problem>> reload,
            BiFunction<Path, String, List<io.rollcall.integration.Problem>> complaints) {}

    /**
     * Rules of that folder.
     *
     * @param metrics what checks find, by name
     * @param channels names of those that a rule may name
     */
    public CustomRules(Path folder, Engine engine, Map<String, Type> metrics, List<String> channels) {
        this.folder = folder;
        this.engine = engine;
        this.metrics = Map.copyOf(metrics);
        this.channels = List.copyOf(channels);
    }

    /** All of them by id, those that are switched off too. */
    synchronized Map<String, CustomRule> all() {
        Map<String, CustomRule> all = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SENT)).toList()) {
                CustomRule rule = CustomRule.parse(Files.readString(file));
                all.put(rule.id(), rule);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    Optional<CustomRule> find(String id) {
        return Optional.ofNullable(all().get(id));
    }

    /** Throws Refused when the rule would not be taken. */
    void inspect(CustomRule rule) {
        String text = route(rule);
        Path file = file(rule);
        List<Problem.Fault> faults =
                rule.isEnabled() ? faults(file, engine.complaints().apply(file, text)) : List.of();
        if (!faults.isEmpty()) {
            throw Refused.fields(faults);
        }
    }

    private Path file(CustomRule rule) {
        return folder.resolve(rule.id() + ROUTE);
    }

    /** Takes a rule, or another form of it. Throws Refused, and then all is as before. */
    synchronized void put(CustomRule rule) {
        String text = route(rule);
        Path file = file(rule);
        try {
            Files.createDirectories(folder);
            String before = Files.exists(file) ? Files.readString(file) : null;
            write(file, rule.isEnabled() ? text : null);
            List<Problem.Fault> faults = faults(file, look());
            if (!faults.isEmpty()) {
                write(file, before);
                look();
                throw Refused.fields(faults);
            }
            write(folder.resolve(rule.id() + SENT), rule.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a rule out: what it has raised ends. */
    synchronized void remove(String id) {
        try {
            write(folder.resolve(id + ROUTE), null);
            write(folder.resolve(id + SENT), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        look();
    }

    private static List<Problem.Fault> faults(Path file, List<io.rollcall.integration.Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.file().equals(file.toString()))
                .map(problem -> new Problem.Fault(problem.key() == null ? "id" : problem.key(), problem.message()))
                .toList();
    }

    /** Twice: a file counts as gone when it is missing at a second look. */
    private List<io.rollcall.integration.Problem> look() {
        List<io.rollcall.integration.Problem> problems =
                new ArrayList<>(engine.reload().get());
        problems.addAll(engine.reload().get());
        return problems;
    }

    private static void write(Path file, @Nullable String text) throws IOException {
        if (text == null) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String route(CustomRule rule) {
        for (CustomRule.Channel channel : rule.channels()) {
            if (!channels.contains(String.valueOf(channel.type()))) {
                throw Refused.field("channels.type", "a channel" + Nearest.hint(channel.type(), channels));
            }
        }
        AlertRule read = Refused.checked("condition", () -> rule.rule(metrics));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("condition", read.condition().toString());
        parameters.put("severity", read.severity().word());
        parameters.put("window", DurationText.format(read.timing().window()));
        parameters.put("summary", plain(rule));
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("id", rule.id());
        route.put("description", "Made through the API: " + plain(rule));
        route.put("from", Map.of("uri", "alert:" + rule.id(), "parameters", parameters, "steps", List.of(told(rule))));
        try {
            return "# Made through the API, which overwrites it.\n"
                    + yaml.writeValueAsString(List.of(Map.of("route", route)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A rule can always be written", e);
        }
    }

    /** To the router like all alerts; or past it, over just the channels that the rule names. */
    private static Map<String, Object> told(CustomRule rule) {
        if (rule.channels().isEmpty()) {
            return Map.of("to", Map.of("uri", "direct", "parameters", Map.of("name", "notify")));
        }
        String names = String.join(
                ",",
                rule.channels().stream()
                        .map(CustomRule.Channel::type)
                        .distinct()
                        .toList());
        Map<String, Object> how = Map.of(
                "channels", names,
                "groupBy", "rule",
                "groupWait", "0s",
                "groupInterval", "1m",
                "repeatInterval", "12h");
        Object tell = Map.of("to", Map.of("uri", "tell:" + rule.id(), "parameters", how));
        Object fires = Map.of("bean", Map.of("ref", "alertRouting", "method", "fires"));
        Object ends = Map.of("bean", Map.of("ref", "alertRouting", "method", "ends"));
        Object firing = Map.of("simple", Map.of("expression", "${body.firing}"), "steps", List.of(tell, fires));
        return Map.of("choice", Map.of("when", List.of(firing), "otherwise", Map.of("steps", List.of(ends))));
    }

    /** The name without what Camel or the wording of an alert would take for a placeholder or a reference. */
    private static String plain(CustomRule rule) {
        String name = rule.name() == null || rule.name().isBlank() ? rule.id() : rule.name();
        return name.replaceAll("[{}$#\\p{Cntrl}]", " ").strip();
    }
}
