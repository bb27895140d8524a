package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Document;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** Decides whether an HTTP answer is right: its response code, then what the integration expects. Thread-safe. */
public final class HttpJudgement {
    /** A name as RFC 9110 section 5.6.2 allows it, a colon and any value. */
    private static final Pattern HEADER = Pattern.compile("\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*:.*");

    static final Kind KIND = new Kind(
            "http",
            Map.of(
                    "url", ParameterType.HTTP_URL::complaint,
                    "method",
                            Kind.Rule.matching(
                                    "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS", "an HTTP method such as GET or POST"),
                    "headers", HttpJudgement::complaintAboutHeaders,
                    "expect-status", ParameterType.STATUS_RANGES::complaint),
            Vocabulary.empty().with("status", Type.NUMBER).withDocument("body").withPrefix("header.", Type.TEXT));

    private final Judgement judgement;
    private final ConcurrentMap<String, StatusRanges> ranges = new ConcurrentHashMap<>();

    public HttpJudgement(Judgement judgement) {
        this.judgement = judgement;
    }

    /** The outcome of that check with this answer. */
    public CheckResult judge(Check check, HttpAnswer answer) {
        String codes = check.integration().parameters().getOrDefault("expect-status", "200-299");
        Findings findings = new Findings().detail("httpStatus", answer.status());
        if (!ranges.computeIfAbsent(codes, StatusRanges::parse).contain(answer.status())) {
            if (check.tries() > 1) {
                findings.detail("tries", check.tries());
            }
            return check.failed("HTTP " + answer.status() + " instead of " + codes, findings.details());
        }
        findings.fact("status", answer.status()).fact("body", new Document(answer.body()));
        answer.headers().forEach((name, value) -> findings.fact("header." + name, value));
        return judgement.judge(check, findings);
    }

    static Optional<String> complaintAboutHeaders(String text) {
        return text.lines()
                        .allMatch(line -> line.isBlank() || HEADER.matcher(line).matches())
                ? Optional.empty()
                : Optional.of("write each header on a line of its own, such as Accept: application/json");
    }
}
