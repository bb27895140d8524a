package io.rollcall.cli;

import io.rollcall.app.EngineClient.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the engine watch something that no file declares. */
@Command(
        name = "add",
        description = "Watch something that no file declares, until it is removed.",
        mixinStandardHelpOptions = true)
final class IntegrationAddCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private final IntegrationOptions options = new IntegrationOptions();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Parameters(paramLabel = "KEY", description = "Its key from now on: lower-case letters, digits and dashes.")
    private String key = "";

    @Option(names = "--kind", required = true, description = "The kind of check, such as http.")
    private String kind = "";

    IntegrationAddCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("key", key);
        body.put("type", kind);
        body.putAll(settings.body());
        Answer answer = options.add(options.engine(environment), body);
        if (options.json()) {
            environment.json(answer.json());
        } else {
            environment.out().println(key + " is watched.");
        }
        return 0;
    }
}
