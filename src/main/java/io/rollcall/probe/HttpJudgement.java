package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.condition.Condition;
import io.rollcall.condition.Document;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Type;
import io.rollcall.condition.Verdict;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Integration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Decides whether an HTTP answer is right: its response code, then the integration's own conditions. Thread-safe. */
public final class HttpJudgement {
    private static final Vocabulary VOCABULARY = Vocabulary.empty()
            .with("status", Type.NUMBER)
            .with("latency", Type.DURATION)
            .withDocument("body")
            .withPrefix("header.", Type.TEXT);

    /** What each integration expects, parsed once; replaced when its settings change. */
    private final ConcurrentMap<String, Expectation> expectations = new ConcurrentHashMap<>();

    private record Range(int from, int to) {}

    private record Expectation(
            Integration integration,
            List<Range> codes,
            @Nullable Condition healthyWhen,
            @Nullable Condition degradedWhen) {}

    /** What the conditions of an HTTP check can speak of. */
    static Vocabulary vocabulary() {
        return VOCABULARY;
    }

    /** The outcome of that check with this answer. */
    public CheckResult judge(Check check, HttpAnswer answer) {
        Expectation expected = expectation(check.integration());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("httpStatus", answer.status());
        if (check.tries() > 1) {
            details.put("tries", check.tries());
        }
        if (expected.codes().stream()
                .noneMatch(range -> range.from() <= answer.status() && answer.status() <= range.to())) {
            String codes = check.integration().parameters().get("expect-status");
            return check.failed("HTTP " + answer.status() + " instead of " + codes, details);
        }
        Facts facts = facts(answer);
        if (expected.healthyWhen() != null) {
            Verdict verdict = expected.healthyWhen().holds(facts);
            if (!verdict.holds()) {
                return check.failed("Not healthy: " + verdict.explanation(), details);
            }
        }
        if (expected.degradedWhen() != null) {
            Verdict verdict = expected.degradedWhen().holds(facts);
            if (verdict.holds()) {
                return check.degraded("Degraded: " + verdict.explanation(), details);
            }
        }
        return check.succeeded(details);
    }

    private static Facts facts(HttpAnswer answer) {
        Document body = new Document(answer.body());
        return name -> switch (name) {
            case "status" -> answer.status();
            case "latency" -> answer.latency();
            case "body" -> body;
            default -> answer.headers().get(name.substring("header.".length()));
        };
    }

    private Expectation expectation(Integration integration) {
        Expectation known = expectations.get(integration.key());
        if (known == null || known.integration() != integration) {
            known = new Expectation(
                    integration,
                    ranges(integration.parameters().getOrDefault("expect-status", "200-299")),
                    condition(integration, "healthy-when"),
                    condition(integration, "degraded-when"));
            expectations.put(integration.key(), known);
        }
        return known;
    }

    private static @Nullable Condition condition(Integration integration, String parameter) {
        String text = integration.parameter(parameter);
        return text == null ? null : Condition.parse(text, VOCABULARY);
    }

    private static List<Range> ranges(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("\\s*-\\s*");
            ranges.add(new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
        }
        return ranges;
    }
}
