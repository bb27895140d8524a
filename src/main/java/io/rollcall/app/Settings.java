package io.rollcall.app;

import io.rollcall.integration.DurationText;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.ParameterType;
import io.rollcall.integration.Problem;
import io.rollcall.schedule.Quota;
import io.rollcall.spelling.Nearest;
import io.rollcall.words.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Every setting with its value: the packaged defaults, over them {@code application.properties} in the working folder, over
 * that the environment ({@code rollcall.port} by {@code ROLLCALL_PORT}, and the documents' own names), over that system
 * properties.
 */
public final class Settings {
    private static final String FILE = "application.properties";
    private static final String PREFIX = "rollcall.";
    /** Begins the names of settings that people choose themselves. */
    private static final String QUOTA = "rollcall.quota.";

    private static final String QUOTA_VARIABLE = "ROLLCALL_QUOTA_";

    /** Names by which the source documents set some of them (requirement 002-15). */
    private static final Map<String, String> ALIASES = Map.of(
            "rollcall.database.url", "DATABASE_URL",
            "rollcall.cron-secret", "CRON_SECRET",
            "rollcall.slack.webhook-url", "SLACK_WEBHOOK_URL",
            "rollcall.pagerduty.routing-key", "PAGERDUTY_KEY",
            "rollcall.rollbar.access-token", "ROLLBAR_SERVER_ACCESS_TOKEN",
            "rollcall.twilio.account-sid", "TWILIO_ACCOUNT_SID",
            "rollcall.twilio.auth-token", "TWILIO_AUTH_TOKEN");

    /** Every setting there is, with its default; anything else under the prefix is a mistake. */
    private static final Properties PACKAGED = packaged();

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * The settings of this folder and environment.
     *
     * @throws InvalidConfigurationException naming each unknown setting in the folder's file
     */
    public static Settings load(Path folder, Map<String, String> environment, Properties system) {
        Map<String, String> values = new TreeMap<>();
        PACKAGED.stringPropertyNames()
                .forEach(name -> values.put(name, PACKAGED.getProperty(name).strip()));
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            values.putAll(readFile(file));
        }
        // Only these have names that the packaged file does not know.
        environment.keySet().stream()
                .filter(variable -> variable.startsWith(QUOTA_VARIABLE))
                .map(variable -> variable.substring(QUOTA_VARIABLE.length()).toLowerCase(Locale.ROOT))
                .forEach(group -> values.putIfAbsent(QUOTA + group.replace('_', '-'), ""));
        for (String name : Set.copyOf(values.keySet())) {
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            String value = environment.getOrDefault(variable, environment.get(ALIASES.getOrDefault(name, variable)));
            value = system.getProperty(name, value);
            if (value != null) {
                values.put(name, value.strip());
            }
        }
        return new Settings(values);
    }

    private static Map<String, String> readFile(Path file) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        try {
            String text = Files.readString(file);
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith(PREFIX) && !name.startsWith(QUOTA) && !PACKAGED.containsKey(name)) {
                    problems.add(new Problem(
                            file.getFileName().toString(),
                            lineOf(name, text),
                            name,
                            "no such setting" + Nearest.hint(name, PACKAGED.stringPropertyNames())));
                }
                values.put(name, properties.getProperty(name).strip());
            }
        } catch (CharacterCodingException e) {
            problems.add(new Problem(file.getFileName().toString(), 0, null, "is no text in UTF-8"));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(file.getFileName().toString(), 0, null, "cannot be read: " + e.getMessage()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return values;
    }

    private static int lineOf(String name, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().matches(Pattern.quote(name) + "([\\s=:].*)?")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static Properties packaged() {
        Properties packaged = new Properties();
        try (InputStream in = Settings.class.getClassLoader().getResourceAsStream(FILE)) {
            packaged.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the packaged " + FILE + " cannot be read", e);
        }
        return packaged;
    }

    /** All of them, for Camel. Holds secrets. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(values);
        boolean tls = !text("rollcall.tls.certificate").isEmpty();
        // Rollcall checks itself; a certificate has the name that people use.
        properties.setProperty(
                "rollcall.running-api.url", tls ? publicUrl() : "http://localhost:" + text("rollcall.port"));
        return properties;
    }

    /** Where people reach Rollcall: as set, else this machine. */
    public String publicUrl() {
        String set = text("rollcall.public-url");
        String scheme = text("rollcall.tls.certificate").isEmpty() ? "http" : "https";
        return set.isEmpty() ? scheme + "://localhost:" + text("rollcall.port") : set;
    }

    /** What messages are in where nobody wants another language. */
    public Language language() {
        try {
            return Language.of(text("rollcall.language"));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem(FILE, 0, "rollcall.language", String.valueOf(e.getMessage()))));
        }
    }

    /** The same settings with another value of one. */
    public Settings with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Settings(changed);
    }

    /** The text of a setting; empty when it is not set. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A setting of several texts separated by commas. */
    public List<String> list(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** What each group of integrations may call its upstream, by the group's name. */
    public Map<String, Quota> quotas() {
        Map<String, Quota> quotas = new TreeMap<>();
        values.forEach((name, text) -> {
            if (name.startsWith(QUOTA) && !text.isEmpty()) {
                try {
                    quotas.put(name.substring(QUOTA.length()), Quota.parse(text));
                } catch (IllegalArgumentException e) {
                    throw new InvalidConfigurationException(
                            List.of(new Problem(FILE, 0, name, String.valueOf(e.getMessage()))));
                }
            }
        });
        return quotas;
    }

    public Duration duration(String name) {
        return DurationText.parse(checked(name, ParameterType.DURATION));
    }

    /** A whole number from 1. */
    public int count(String name) {
        return Integer.parseInt(checked(name, ParameterType.COUNT));
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(checked(name, ParameterType.BOOLEAN));
    }

    public int port(String name) {
        return Integer.parseInt(checked(name, ParameterType.PORT));
    }

    private String checked(String name, ParameterType type) {
        type.complaint(text(name)).ifPresent(complaint -> {
            throw new InvalidConfigurationException(List.of(new Problem(FILE, 0, name, complaint)));
        });
        return text(name);
    }
}
