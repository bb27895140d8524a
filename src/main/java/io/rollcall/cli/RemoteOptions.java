package io.rollcall.cli;

import io.rollcall.app.EngineClient;
import io.rollcall.app.Settings;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine a command asks. Its token comes from the environment only: arguments can be read by every user. */
final class RemoteOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "The engine to ask, such as https://rollcall.example.com. Default: ROLLCALL_URL, else this machine's.",
                "ROLLCALL_TOKEN holds the token that it wants."
            })
    private @Nullable String url;

    /** True when an engine was named, so that no other source will do. */
    boolean named(Environment environment) {
        return address(environment) != null;
    }

    /** The engine that was named, or the one on this machine. */
    EngineClient engine(Environment environment, Settings settings) {
        String token = text(environment.variables(), "ROLLCALL_TOKEN");
        // Said here, since whoever sends it would quote it.
        if (token != null && !token.chars().allMatch(letter -> letter > ' ' && letter < 0x7F)) {
            throw wrong("ROLLCALL_TOKEN", "holds no token: in one are neither spaces nor letters beyond ASCII");
        }
        String address = address(environment);
        try {
            return address == null ? EngineClient.here(settings, token) : new EngineClient(address, token);
        } catch (IllegalArgumentException e) {
            throw wrong(url == null ? "ROLLCALL_URL" : "--url", String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationException wrong(String where, String what) {
        return new InvalidConfigurationException(List.of(new Problem(where, 0, null, what)));
    }

    private @Nullable String address(Environment environment) {
        return url != null ? url : text(environment.variables(), "ROLLCALL_URL");
    }

    private static @Nullable String text(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : value;
    }
}
