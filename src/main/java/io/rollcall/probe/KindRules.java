package io.rollcall.probe;

import io.rollcall.condition.Condition;
import io.rollcall.condition.ConditionException;
import io.rollcall.integration.IntegrationReader.ParameterRules;
import io.rollcall.integration.ParameterType;
import io.rollcall.integration.Template;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the parameters of the kinds that come with the engine must look. Those of other kinds are free text. */
public final class KindRules implements ParameterRules {
    /** A name as RFC 9110 section 5.6.2 allows it, a colon and any value. */
    private static final Pattern HEADER = Pattern.compile("\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*:.*");

    private static final Function<String, Optional<String>> PERCENTAGE =
            oneOf("100|\\d{1,2}(\\.\\d+)?", "a percentage from 0 to 100 without the sign");

    private static final Map<String, Map<String, Function<String, Optional<String>>>> RULES = Map.of(
            "http",
                    Map.of(
                            "url", ParameterType.HTTP_URL::complaint,
                            "method",
                                    oneOf(
                                            "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS",
                                            "an HTTP method such as GET or POST"),
                            "headers", KindRules::headers,
                            "expect-status", ParameterType.STATUS_RANGES::complaint,
                            "healthy-when", KindRules::condition,
                            "degraded-when", KindRules::condition),
            "tcp", Map.of("port", ParameterType.PORT::complaint),
            "system",
                    Map.of(
                            "max-memory",
                            PERCENTAGE,
                            "max-disk",
                            PERCENTAGE,
                            "max-load",
                            oneOf("\\d{1,3}(\\.\\d+)?", "a number such as 2 or 1.5")),
            "sql",
                    Map.of(
                            "url",
                            oneOf(
                                    "(jdbc:(postgresql|mariadb|mysql):|(postgres|postgresql|mysql|mariadb)://).+",
                                    "a database address such as jdbc:postgresql://host/db or mysql://host/db")),
            "redis", Map.of("url", oneOf("rediss?://.+", "an address such as redis://host:6379")),
            "smtp",
                    Map.of(
                            "port",
                            ParameterType.PORT::complaint,
                            "starttls",
                            oneOf("none|optional|required", "none, optional or required")));

    @Override
    public @Nullable String complaint(Template template, String parameter, String value) {
        var rule = RULES.getOrDefault(template.id(), Map.of()).get(parameter);
        return rule == null ? null : rule.apply(value).orElse(null);
    }

    private static Function<String, Optional<String>> oneOf(String pattern, String right) {
        return value -> value.matches(pattern) ? Optional.empty() : Optional.of("write " + right);
    }

    private static Optional<String> headers(String text) {
        return text.lines()
                        .allMatch(line -> line.isBlank() || HEADER.matcher(line).matches())
                ? Optional.empty()
                : Optional.of("write each header on a line of its own, such as Accept: application/json");
    }

    private static Optional<String> condition(String text) {
        try {
            Condition.parse(text, HttpJudgement.vocabulary());
            return Optional.empty();
        } catch (ConditionException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
