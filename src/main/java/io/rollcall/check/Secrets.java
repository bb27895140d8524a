package io.rollcall.check;

import io.rollcall.integration.Integration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must never appear in a text about an integration: its secret parameters, and credentials inside addresses. */
record Secrets(List<String> values) {
    private static final Pattern NAME = Pattern.compile("(?i).*(password|secret|token|api-?key).*");
    private static final Pattern USER_INFO = Pattern.compile("://([^/\\s@?#]*):([^/\\s]*)@");
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)\\b(password|passwd|pwd|secret|token|api_?key)=[^&\\s;,)\"']*");

    static Secrets of(Integration integration) {
        return new Secrets(integration.parameters().entrySet().stream()
                .filter(parameter -> NAME.matcher(parameter.getKey()).matches())
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .toList());
    }

    String cutFrom(String text) {
        String rest = text;
        for (String value : values) {
            rest = rest.replace(value, "***");
        }
        rest = USER_INFO.matcher(rest).replaceAll("://");
        return ASSIGNED.matcher(rest).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "=***"));
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
