package io.rollcall.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells everybody how far people have come with an outage. */
@Command(
        name = "post",
        description =
                "Tell everybody how far you have come with an outage; goes on with what is open about the component.",
        mixinStandardHelpOptions = true)
final class StatusPagePostCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final StatusPageOptions options = new StatusPageOptions();

    @Parameters(paramLabel = "TEXT", description = "What everybody shall read.")
    private String text = "";

    @Option(
            names = "--component",
            split = ",",
            paramLabel = "KEY",
            description = "What it is about, such as payments; several with commas.")
    private List<String> components = List.of();

    @Option(
            names = "--outage",
            paramLabel = "ID",
            description = "Which outage it is about, as /status/status.json names it, for one that is over.")
    private @Nullable String outage;

    @Option(
            names = "--state",
            required = true,
            description = "How far you have come: investigating, identified, monitoring or resolved.")
    private String state = "";

    @Option(names = "--title", description = "What to call it; else the names of the components.")
    private @Nullable String title;

    StatusPagePostCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("components", components);
        draft.put("state", state);
        draft.put("text", text);
        if (outage != null) {
            draft.put("outage", outage);
        }
        if (title != null) {
            draft.put("title", title);
        }
        options.print(environment, options.add(environment, draft));
        return 0;
    }
}
