package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.integration.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of integrations for a shell to complete: those of the engine that {@code ROLLCALL_URL} names, or of the one on this
 * machine, at the time when the script is printed. None where no engine answers.
 */
final class KnownKeys implements Iterable<String> {
    /** What comes over the network becomes part of a script: nothing but this may. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Environment environment;
    private @Nullable List<String> known;

    KnownKeys(Environment environment) {
        this.environment = environment;
    }

    @Override
    public synchronized Iterator<String> iterator() {
        if (known == null) {
            known = ask();
        }
        return known.iterator();
    }

    private List<String> ask() {
        List<String> keys = new ArrayList<>();
        try {
            JsonNode report = new Remote(new RemoteOptions().engine(environment, environment.settings()))
                    .get("/api/health/status")
                    .json();
            for (JsonNode line : report.path("integrations")) {
                String key = line.path("key").asText();
                if (KEY.matcher(key).matches()) {
                    keys.add(key);
                }
            }
        } catch (Remote.Refusal | InvalidConfigurationException e) {
            // Commands and options can be completed all the same.
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keys.sort(String::compareTo);
        return List.copyOf(keys);
    }
}
