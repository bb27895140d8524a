package io.rollcall.cli;

import io.rollcall.app.Settings;
import io.rollcall.app.logging.LogFormat;
import io.rollcall.app.logging.Logs;
import io.rollcall.integration.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** What a command is run with: the settings of the working folder, and logs without the secrets among them. */
final class Environment {
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passwd|secret|token|key|webhook|credential|account[-_.]sid|database[-_.]url).*");

    private Environment() {}

    /** The settings; registers every secret of settings and environment with the logs first. */
    static Settings settings() {
        Logs logs = new Logs();
        Settings settings = Settings.load(Path.of(""), System.getenv(), System.getProperties());
        logs.mask(secrets(settings, System.getenv()));
        logs.format(LogFormat.ofWord(settings.text("rollcall.log.format")));
        return settings;
    }

    private static Secrets secrets(Settings settings, Map<String, String> environment) {
        Secrets secrets = new Secrets();
        settings.properties().forEach((name, value) -> register(secrets, name.toString(), value.toString()));
        environment.forEach((name, value) -> register(secrets, name, value));
        return secrets;
    }

    private static void register(Secrets secrets, String name, String value) {
        if (SECRET.matcher(name).matches()) {
            secrets.register(value);
        }
    }
}
