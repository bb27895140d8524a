package io.rollcall.cli;

import io.rollcall.app.ProvisionRun;
import io.rollcall.app.ProvisionRun.Outcome;
import io.rollcall.app.ProvisionRun.ThingOutcome;
import io.rollcall.app.Settings;
import io.rollcall.provision.Provisioned;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets up at vendors what is declared there (requirements 004-04 and 004-05). */
@Command(
        name = "provision",
        description = {
            "Set up at vendors what is declared there, such as agents and webhooks. What is right already stays.",
            "Exit status 0 when all is as declared, 1 when something is not."
        },
        mixinStandardHelpOptions = true)
final class ProvisionCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(
            paramLabel = "NAME",
            description = "Key of an integration that declares it; or a kind, such as retell-agent. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--dry-run", description = "Look only, and print what would be done.")
    private boolean dryRun;

    @Option(names = "--list", description = "Print how everything stood last, without calling a vendor.")
    private boolean list;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ProvisionCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = environment.settings();
        return list ? list(ProvisionRun.list(settings)) : provision(ProvisionRun.run(settings, names, dryRun));
    }

    private int provision(List<Outcome> outcomes) throws Exception {
        if (json) {
            environment.json(outcomes);
        } else if (outcomes.isEmpty()) {
            environment.out().println("Nothing is declared that could be set up.");
        }
        if (!json) {
            outcomes.forEach(this::lines);
        }
        return outcomes.stream().allMatch(Outcome::right) ? 0 : 1;
    }

    private void lines(Outcome outcome) {
        String why = outcome.right() || outcome.message() == null ? "" : ": " + Columns.clean(outcome.message());
        environment.out().println((outcome.right() ? "✅ " : "❌ ") + outcome.name() + why);
        for (ThingOutcome thing : outcome.things()) {
            String fields = thing.changed().isEmpty() ? "" : " (" + String.join(", ", thing.changed()) + ")";
            environment.out().println("   " + thing.thing() + " " + thing.action() + fields + or(" ", thing.id()));
        }
    }

    private int list(List<Provisioned> all) throws Exception {
        List<Provisioned> wanted = all.stream()
                .filter(one -> names.isEmpty() || names.contains(one.key()) || names.contains(one.kind()))
                .toList();
        if (json) {
            environment.json(wanted);
        } else {
            wanted.forEach(one -> environment
                    .out()
                    .println((one.error() == null ? "✅ " : "❌ ") + one.key() + " " + one.thing()
                            + " " + one.status() + or(" ", one.externalId()) + or(" ", one.action()) + " " + one.at()
                            + or("  ", one.error() == null ? null : Columns.clean(one.error()))));
        }
        return wanted.stream().allMatch(one -> one.error() == null) ? 0 : 1;
    }

    private static String or(String before, @Nullable String text) {
        return text == null ? "" : before + text;
    }
}
