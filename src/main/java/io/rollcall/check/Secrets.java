package io.rollcall.check;

import io.rollcall.integration.Integration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must never appear in a text about an integration: its secret parameters, and credentials inside addresses. */
record Secrets(List<String> values) {
    private static final Pattern NAME = Pattern.compile("(?i).*(password|secret|token|api-?key).*");
    private static final Pattern USER_INFO = Pattern.compile("://([^/\\s]*)@");
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)\\b(password|passwd|pwd|secret|token|api_?key)=[^&\\s;,)\"']*");

    static Secrets of(Integration integration) {
        Stream<String> named = integration.parameters().entrySet().stream()
                .filter(parameter -> NAME.matcher(parameter.getKey()).matches())
                .map(Map.Entry::getValue);
        Stream<String> inAddresses = integration.parameters().values().stream()
                .flatMap(value -> USER_INFO.matcher(value).results())
                .map(found -> found.group(1).replaceFirst("^[^:]*:", ""));
        return new Secrets(Stream.concat(named, inAddresses)
                .filter(value -> !value.isBlank())
                .toList());
    }

    String cutFrom(String text) {
        String rest = USER_INFO.matcher(text).replaceAll("://");
        for (String value : values) {
            rest = rest.replace(value, "***");
        }
        return ASSIGNED.matcher(rest).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "=***"));
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
