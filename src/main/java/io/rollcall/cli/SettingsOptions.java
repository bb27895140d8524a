package io.rollcall.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of an integration, as they are said at the command line. */
final class SettingsOptions {
    @Option(names = "--name", description = "What people read.")
    private @Nullable String name;

    @Option(names = "--endpoint", paramLabel = "URL", description = "What is called.")
    private @Nullable String endpoint;

    @Option(names = "--every", paramLabel = "DURATION", description = "How often it is checked, such as 30s.")
    private @Nullable String every;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "How long one try may take.")
    private @Nullable String timeout;

    @Option(names = "--threshold", paramLabel = "N", description = "After how many failures it is down.")
    private @Nullable Integer threshold;

    @Option(names = "--alert-email", paramLabel = "ADDRESSES", description = "Who is told by email; empty: nobody.")
    private @Nullable String alertEmail;

    @Option(
            names = "--alert-on-failure",
            paramLabel = "true|false",
            arity = "1",
            description = "Whether anybody is told at all.")
    private @Nullable Boolean alertOnFailure;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A further parameter by its name in files, such as degraded-above=800ms.")
    private Map<String, String> parameters = Map.of();

    @Option(names = "--unset", paramLabel = "NAME", description = "Take a further parameter away.")
    private List<String> unset = List.of();

    /** What was said, as the API names it. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "name", name);
        put(body, "endpointUrl", endpoint);
        put(body, "interval", every);
        put(body, "timeout", timeout);
        put(body, "threshold", threshold);
        put(body, "alertEmail", alertEmail);
        put(body, "alertOnFailure", alertOnFailure);
        Map<String, @Nullable String> further = new LinkedHashMap<>(parameters);
        unset.forEach(parameter -> further.put(parameter, null));
        if (!further.isEmpty()) {
            body.put("parameters", further);
        }
        return body;
    }

    private static void put(Map<String, Object> body, String field, @Nullable Object value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
