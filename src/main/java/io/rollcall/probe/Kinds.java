package io.rollcall.probe;

import io.rollcall.condition.ConditionException;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.IntegrationReader.ParameterRules;
import io.rollcall.integration.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of check that comes with the engine: how its parameters must look, and what its conditions can speak of. The
 * parameters of a kind that is only a file are free text, and its conditions speak of the answer.
 */
public final class Kinds implements ParameterRules {
    private static final Map<String, Kind> ALL = Stream.of(
                    HttpJudgement.KIND,
                    TcpProbe.KIND,
                    SqlProbe.KIND,
                    RedisProbe.KIND,
                    SmtpProbe.KIND,
                    SystemProbe.KIND,
                    TlsProbe.KIND,
                    DnsProbe.KIND)
            .collect(Collectors.toUnmodifiableMap(Kind::id, Function.identity()));

    private static final Set<String> EXPECTATIONS = Set.of("healthy-when", "degraded-when", "sub-checks", "metrics");

    private static final Vocabulary ANSWER =
            Vocabulary.empty().withDocument("body").withPrefix("header.", Type.TEXT);

    @Override
    public @Nullable String complaint(Template template, String parameter, Map<String, String> values) {
        String value = values.getOrDefault(parameter, "");
        if (EXPECTATIONS.contains(parameter)) {
            return complaintAboutExpectation(vocabulary(template.id()), parameter, values);
        }
        Kind kind = ALL.get(template.id());
        Kind.Rule rule = kind == null ? null : kind.rules().get(parameter);
        return rule == null ? null : rule.apply(value).orElse(null);
    }

    private static @Nullable String complaintAboutExpectation(
            Vocabulary facts, String parameter, Map<String, String> values) {
        Map<String, String> wanted = new HashMap<>(values);
        // The others speak of the metrics, and each has its own complaints.
        wanted.keySet().removeIf(name -> !name.equals(parameter) && !name.equals("metrics"));
        try {
            Expectation.of(facts, wanted);
            return null;
        } catch (ConditionException e) {
            return e.getMessage();
        }
    }

    /** What the conditions of a kind can speak of. */
    static Vocabulary vocabulary(String kind) {
        Kind known = ALL.get(kind);
        return (known == null ? ANSWER : known.vocabulary()).with("latency", Type.DURATION);
    }
}
