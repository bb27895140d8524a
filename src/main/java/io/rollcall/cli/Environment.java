package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.rollcall.app.Settings;
import io.rollcall.app.SingleRun;
import io.rollcall.app.logging.LogFormat;
import io.rollcall.app.logging.Logs;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Secrets;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What a command is run with: it reads nothing of the process but this, so that many can run in one.
 *
 * @param folder where {@code application.properties} is looked for
 * @param variables the environment variables
 * @param properties system properties that set something
 * @param in what a command reads comes from here
 * @param out what a command prints goes here
 * @param err what is wrong is said here
 * @param terminal what {@code out} is shown on
 */
public record Environment(
        Path folder,
        Map<String, String> variables,
        Properties properties,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Terminal terminal) {
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passwd|secret|token|key|webhook|credential|account[-_.]sid|database[-_.]url).*");

    /** That of the process. */
    static Environment ofThisProcess() {
        return new Environment(
                Path.of(""),
                System.getenv(),
                System.getProperties(),
                System.in,
                System.out,
                System.err,
                Terminal.ofThisProcess(System.getenv()));
    }

    /** The settings; registers every secret of settings and environment with the logs first. */
    Settings settings() {
        Logs logs = new Logs();
        Settings settings = Settings.load(folder, variables, properties);
        logs.mask(secrets(settings));
        try {
            logs.format(LogFormat.ofWord(settings.text("rollcall.log.format")));
            logs.level(settings.text("rollcall.log.level"));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("application.properties", 0, null, String.valueOf(e.getMessage()))));
        }
        return settings;
    }

    /** Where files that a command is given are looked for; the script that starts Rollcall changes the folder. */
    Path calledFrom() {
        return folder.resolve(variables.getOrDefault("CALLED_FROM", ""));
    }

    /** Prints a value as JSON, as the API writes it. */
    void json(Object value) throws JsonProcessingException {
        ObjectWriter writer = SingleRun.json().writerWithDefaultPrettyPrinter();
        // Where letters beyond ASCII would become question marks, they are said by their numbers.
        out.println((terminal.unicode() ? writer : writer.with(JsonWriteFeature.ESCAPE_NON_ASCII))
                .writeValueAsString(value));
    }

    /** Without the variables, among which are secrets. */
    @Override
    public String toString() {
        return "Environment[folder=" + folder + ", terminal=" + terminal + "]";
    }

    private Secrets secrets(Settings settings) {
        Secrets secrets = new Secrets();
        settings.properties().forEach((name, value) -> register(secrets, name.toString(), value.toString()));
        variables.forEach((name, value) -> register(secrets, name, value));
        return secrets;
    }

    private static void register(Secrets secrets, String name, String value) {
        if (SECRET.matcher(name).matches()) {
            secrets.register(value);
        }
    }
}
