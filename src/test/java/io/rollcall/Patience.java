package io.rollcall;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long any test waits for what must come: long enough that none fails because others work on the machine too. */
public final class Patience implements BeforeAllCallback {
    private static final Duration LIMIT = Duration.ofSeconds(200);
    private static final String PARAMETERS = "    parameters:\n";

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LIMIT);
    }

    /** Declared integrations, each with so much time for its answer that a busy machine is no failure, unless it names its own. */
    public static String with(String declarations) {
        StringBuilder patient = new StringBuilder();
        for (String entry : declarations.split("(?m)(?=^- )")) {
            boolean timed = entry.contains("name: timeout") || entry.contains("name: deadline");
            List<String> times = timed ? List.of("degraded-above") : List.of("timeout", "deadline", "degraded-above");
            StringBuilder more = new StringBuilder(PARAMETERS);
            times.stream().filter(time -> !entry.contains("name: " + time)).forEach(time -> more.append(
                            "      - { name: ")
                    .append(time)
                    .append(time.equals("deadline") ? ", value: 1m }\n" : ", value: 30s }\n"));
            patient.append(entry.startsWith("- templatedRoute:") ? entry.replace(PARAMETERS, more) : entry);
        }
        return patient.toString();
    }
}
