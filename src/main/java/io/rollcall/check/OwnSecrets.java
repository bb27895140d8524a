package io.rollcall.check;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Secrets;
import java.util.Map;
import java.util.regex.Pattern;

/** What must never appear in a text about one integration: its secret parameters, header values and logins in addresses. */
public final class OwnSecrets {
    private static final Pattern NAME = Pattern.compile("(?i)(?!.*-url$).*(password|secret|token|api[-_]?key).*");
    private static final Pattern LOGIN = Pattern.compile("://[^/\\s:@]*:([^/\\s]*)@");

    private OwnSecrets() {}

    /** Redacts a text about that integration. */
    public static Secrets of(Integration integration) {
        Secrets secrets = new Secrets();
        for (Map.Entry<String, String> parameter : integration.parameters().entrySet()) {
            String value = parameter.getValue();
            if (NAME.matcher(parameter.getKey()).matches()) {
                secrets.register(value);
            }
            if (parameter.getKey().equals("headers")) {
                value.lines().forEach(line -> registerHeader(secrets, line));
            }
            if (parameter.getKey().equals("environment")) {
                value.lines().forEach(line -> registerVariable(secrets, line));
            }
            LOGIN.matcher(value).results().forEach(found -> secrets.register(found.group(1)));
        }
        return secrets;
    }

    /** Whether a parameter of that name holds a secret. */
    public static boolean isSecret(String parameter) {
        return NAME.matcher(parameter).matches();
    }

    private static void registerVariable(Secrets secrets, String line) {
        int equals = line.indexOf('=');
        if (equals > 0 && NAME.matcher(line.substring(0, equals)).matches()) {
            secrets.register(line.substring(equals + 1));
        }
    }

    /** A header's value is a secret as a whole and, as in "Bearer abc", by its last word; what it accepts is none. */
    private static void registerHeader(Secrets secrets, String line) {
        int colon = line.indexOf(':');
        boolean harmless = line.regionMatches(true, 0, "accept", 0, 6) || line.regionMatches(true, 0, "content-", 0, 8);
        if (colon > 0 && !harmless) {
            String value = line.substring(colon + 1).strip();
            secrets.register(value);
            secrets.register(value.substring(value.lastIndexOf(' ') + 1));
        }
    }
}
