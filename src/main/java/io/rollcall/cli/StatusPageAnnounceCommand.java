package io.rollcall.cli;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Announces something to everybody. */
@Command(
        name = "announce",
        description = "Announce something to everybody; it is shown from now on until it ends.",
        mixinStandardHelpOptions = true)
final class StatusPageAnnounceCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    @Mixin
    private final SilenceTimes times = new SilenceTimes();

    @Parameters(index = "0", paramLabel = "TITLE", description = "What is announced, in a few words.")
    private String title = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What everybody shall read.")
    private String text = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.class,
            description = "When it begins; now when left out.")
    private @Nullable Instant from;

    @Option(
            names = "--component",
            split = ",",
            paramLabel = "KEY",
            description = "What it is about, such as payments; several with commas. All when left out.")
    private List<String> components = List.of();

    StatusPageAnnounceCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("components", components);
        draft.put("title", title);
        draft.put("text", text);
        draft.putAll(times());
        options.print(environment, options.add(environment, draft));
        return 0;
    }

    private Map<String, Instant> times() {
        try {
            Map<String, Instant> said = new LinkedHashMap<>();
            if (from != null) {
                said.put("startsAt", from);
            }
            Instant end = times.end(said.getOrDefault("startsAt", Instant.now()));
            if (end == null) {
                throw new IllegalArgumentException("say until when: --for 2d, or --until 2026-03-01T18:00");
            }
            said.put("endsAt", end);
            return said;
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("status-page", 0, null, String.valueOf(e.getMessage()))));
        }
    }
}
