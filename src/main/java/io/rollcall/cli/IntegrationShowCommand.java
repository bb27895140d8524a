package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all that the engine knows about one integration. */
@Command(
        name = "show",
        description = "Show how an integration is, its settings, its last outcome, and what fires about it.",
        mixinStandardHelpOptions = true)
final class IntegrationShowCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Parameters(completionCandidates = KnownKeys.class, paramLabel = "KEY", description = "Its key, such as stripe.")
    private String key = "";

    IntegrationShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        JsonNode one =
                options.one(options.engine(environment), "GET", key, "", null).json();
        if (options.json()) {
            environment.json(one);
        } else {
            lines(one).forEach(line -> environment.out().println(Columns.clean(line)));
        }
        return 0;
    }

    private static List<String> lines(JsonNode one) {
        List<String> lines = new ArrayList<>();
        lines.add(one.path("name").asText() + " (" + one.path("key").asText() + ", "
                + one.path("type").asText() + ")");
        String since =
                one.path("since").isTextual() ? " since " + one.path("since").asText() : "";
        lines.add("  status: " + one.path("status").asText().toUpperCase(Locale.ROOT) + since);
        for (String name : List.of(
                "message",
                "group",
                "problem",
                "lastCheckAt",
                "lastSuccessAt",
                "responseTimeMs",
                "breaker",
                "uptime",
                "successRate",
                "declaredIn",
                "runbook")) {
            add(lines, name, one.path(name));
        }
        one.path("settings")
                .fields()
                .forEachRemaining(setting -> settings(lines, setting.getKey(), setting.getValue()));
        for (String name : List.of("dependsOn", "neededBy")) {
            if (!one.path(name).isEmpty()) {
                lines.add("  " + words(name) + ": " + joined(one.path(name)));
            }
        }
        for (JsonNode alert : one.path("alerts")) {
            lines.add("  " + alert.path("state").asText() + ": "
                    + alert.path("rule").asText() + " ("
                    + alert.path("severity").asText() + ") since "
                    + alert.path("since").asText());
        }
        return lines;
    }

    private static void settings(List<String> lines, String name, JsonNode value) {
        if (value.isObject()) {
            value.fields().forEachRemaining(each -> add(lines, each.getKey(), each.getValue()));
        } else {
            add(lines, name, value);
        }
    }

    private static void add(List<String> lines, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
            lines.add("  " + words(name) + ": " + value.asText());
        }
    }

    /** {@code lastCheckAt} is {@code last check at}. */
    private static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    private static String joined(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }
}
