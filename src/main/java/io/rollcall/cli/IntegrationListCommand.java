package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.RemoteStatus;
import io.rollcall.app.RemoteStatus.Background;
import io.rollcall.web.StatusReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what is watched. */
@Command(
        name = "list",
        description = {
            "List what is watched, the worst first.",
            "Exit status 1 when something listed is degraded or down."
        },
        mixinStandardHelpOptions = true)
final class IntegrationListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Option(names = "--status", description = "Only those that are healthy, degraded, down, unknown or in maintenance.")
    private @Nullable String status;

    @Option(names = "--group", description = "Only those of this group.")
    private @Nullable String group;

    @Option(names = "--kind", description = "Only those of this kind, such as http.")
    private @Nullable String kind;

    @Option(names = "--text", description = "Only those whose key or name holds this.")
    private @Nullable String text;

    IntegrationListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        List<JsonNode> all = options.all(
                options.engine(environment),
                filter("status", status) + filter("group", group) + filter("kind", kind) + filter("text", text));
        Map<String, Double> uptime = new TreeMap<>();
        List<StatusReport.Line> lines = new ArrayList<>();
        for (JsonNode one : all) {
            lines.add(RemoteStatus.line(one));
            if (one.path("uptime").isNumber()) {
                uptime.put(one.path("key").asText(), one.path("uptime").asDouble());
            }
        }
        StatusReport report = StatusReport.of(Instant.now(), lines);
        if (options.json()) {
            environment.json(all);
        } else {
            Terminal terminal = environment.terminal();
            new StatusScreen(terminal, terminal.size().columns())
                    .matrix(
                            report.integrations(),
                            new Background(null, null, null, null, null, null, uptime),
                            Integer.MAX_VALUE)
                    .forEach(environment.out()::println);
            environment.out().println(StatusScreen.sum(report.summary()));
        }
        return report.summary().down() + report.summary().degraded() > 0 ? 1 : 0;
    }

    private static String filter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + IntegrationOptions.encoded(value);
    }
}
