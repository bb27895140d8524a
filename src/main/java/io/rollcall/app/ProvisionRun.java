package io.rollcall.app;

import com.fasterxml.jackson.core.type.TypeReference;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.FilesOnly;
import io.rollcall.integration.Integration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Status;
import io.rollcall.probe.Provisionings;
import io.rollcall.provision.Provisioned;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Sets up at vendors what is declared there, once and without an engine (requirements 004-04 and 004-05). */
public final class ProvisionRun {
    private ProvisionRun() {}

    /**
     * What became of one declaration.
     *
     * @param key of the integration that declares it
     * @param name what people read
     * @param right true when everything is at the vendor as declared
     * @param message what is not, or why that is not known; null when all is right
     * @param things what was or would be done, in the order in which they need each other
     */
    public record Outcome(
            String key, String name, boolean right, @Nullable String message, List<ThingOutcome> things) {}

    /**
     * What became of one thing.
     *
     * @param thing its name in the declaration
     * @param action {@code created}, {@code updated}, {@code unchanged}, {@code failed}; in a dry run {@code would be created}
     *     or {@code would be updated}
     * @param id what the vendor calls it, or null
     * @param changed names of the fields that were or would be changed
     * @param error why it failed, or null
     */
    public record ThingOutcome(
            String thing, String action, @Nullable String id, List<String> changed, @Nullable String error) {}

    /**
     * Sets up what these integrations declare, or all when none is named; in the order of their names.
     *
     * @param dryRun true to look only
     * @throws InvalidConfigurationException when files are wrong, nothing has that name, or an engine does it itself
     */
    public static List<Outcome> run(Settings settings, List<String> names, boolean dryRun) {
        try (Memory memory = Memory.open(settings)) {
            if (!dryRun && memory.engineRuns() && settings.flag("rollcall.provision.automatic")) {
                throw new InvalidConfigurationException(List.of(new Problem(
                        "provision",
                        0,
                        null,
                        "an engine runs with this data folder and sets everything up itself;"
                                + " --list shows how far it is, --dry-run what is open")));
            }
            Settings complete = SingleRun.withDatabase(SingleRun.quiet(settings), memory.url())
                    .with("rollcall.provision.automatic", String.valueOf(!dryRun));
            return run(complete, names, memory);
        }
    }

    private static List<Outcome> run(Settings settings, List<String> names, Memory memory) {
        CamelRuntime camel = new CamelRuntime(settings);
        Parts parts = new Parts(settings, Clock.systemUTC(), camel.context(), memory::keep, new FilesOnly());
        try {
            parts.provisions.restore(memory.provisioned());
            camel.start(() -> parts.routeLoader.load(SingleRun::isAboutChecks));
            List<Integration> wanted = Selection.of(
                    "provision",
                    parts.integrations.all().stream()
                            .filter(Provisionings::concerns)
                            .toList(),
                    names);
            ProducerTemplate template = camel.context().createProducerTemplate();
            List<CompletableFuture<Outcome>> running = wanted.stream()
                    .map(integration -> CompletableFuture.supplyAsync(
                            () -> outcome(integration, SingleRun.run(template, integration)), parts.checkers))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } catch (InvalidConfigurationException e) {
            throw e;
        } catch (Exception e) {
            throw parts.explain(e);
        } finally {
            camel.close();
            parts.close();
        }
    }

    private static Outcome outcome(Integration integration, CheckResult result) {
        return new Outcome(
                integration.key(),
                integration.name(),
                result.status() == Status.HEALTHY,
                result.message(),
                things(result));
    }

    private static List<ThingOutcome> things(CheckResult result) {
        Map<String, Told> told = Parts.json()
                .convertValue(
                        result.details().getOrDefault("things", Map.of()),
                        new TypeReference<LinkedHashMap<String, Told>>() {});
        return told.entrySet().stream()
                .map(one -> one.getValue().of(one.getKey()))
                .toList();
    }

    /** As the check tells of one thing. */
    private record Told(String action, @Nullable String id, @Nullable List<String> changed, @Nullable String error) {
        ThingOutcome of(String thing) {
            return new ThingOutcome(thing, action, id, changed == null ? List.of() : changed, error);
        }
    }

    /**
     * How everything that was ever set up stood last, as the database holds it.
     *
     * @throws io.rollcall.store.StoreException when the data folder cannot be used
     */
    public static List<Provisioned> list(Settings settings) {
        try (Memory memory = Memory.open(settings)) {
            return memory.provisioned();
        }
    }
}
