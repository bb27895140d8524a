package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Document;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** Decides whether an HTTP answer is right: its response code, then what the integration expects. Thread-safe. */
public final class HttpJudgement {
    /** A name as RFC 9110 section 5.6.2 allows it, a colon and any value. */
    private static final Pattern HEADER = Pattern.compile("\\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*:.*");

    /** What the time of an answer is made of; total is the latency. */
    private static final List<String> PHASES = List.of("dns", "connect", "tls", "first_byte");

    static final Kind KIND = new Kind(
            "http",
            Map.of(
                    "url", ParameterType.HTTP_URL::complaint,
                    "method",
                            Kind.Rule.matching(
                                    "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS", "an HTTP method such as GET or POST"),
                    "headers", HttpJudgement::complaintAboutHeaders,
                    "expect-status", ParameterType.STATUS_RANGES::complaint,
                    "follow-redirects", ParameterType.BOOLEAN::complaint,
                    "oauth-token-url", ParameterType.HTTP_URL::complaint),
            vocabulary());

    private final Judgement judgement;
    private final ConcurrentMap<String, StatusRanges> ranges = new ConcurrentHashMap<>();

    public HttpJudgement(Judgement judgement) {
        this.judgement = judgement;
    }

    private static Vocabulary vocabulary() {
        Vocabulary words = Vocabulary.empty()
                .with("status", Type.NUMBER)
                .withDocument("body")
                .withPrefix("header.", Type.TEXT)
                .with("http_version", Type.TEXT)
                .with("redirects", Type.NUMBER)
                .with("size", Type.SIZE)
                .with("certificate_expiry", Type.DURATION);
        for (String phase : PHASES) {
            words = words.with(phase + "_time", Type.DURATION);
        }
        return words;
    }

    /** The outcome of that check with this answer, with the answer as evidence unless all is well. */
    public CheckResult judge(Check check, HttpAnswer answer) {
        String codes = check.integration().parameters().getOrDefault("expect-status", "200-299");
        Findings findings = findings(answer);
        CheckResult result;
        if (ranges.computeIfAbsent(codes, StatusRanges::parse).contain(answer.status())) {
            result = judgement.judge(check, findings);
        } else {
            result = judgement.failed(check, "HTTP " + answer.status() + " instead of " + codes, findings);
        }
        return result.status() == Status.HEALTHY ? result : result.withDetail("answer", Evidence.of(check, answer));
    }

    private static Findings findings(HttpAnswer answer) {
        Findings findings = new Findings()
                .detail("httpStatus", answer.status())
                .fact("status", answer.status())
                .fact("body", new Document(answer.body()))
                .fact("http_version", answer.version())
                .fact("redirects", answer.redirects())
                .fact("size", answer.size());
        answer.headers().forEach((name, value) -> findings.fact("header." + name, value));
        PHASES.forEach(phase -> findings.fact(phase + "_time", answer.times().get(phase)));
        Duration expiry = answer.certificateExpiry();
        return expiry == null ? findings : findings.metric("certificate_expiry", "s", expiry.toMillis() / 1e3);
    }

    static Optional<String> complaintAboutHeaders(String text) {
        return text.lines()
                        .allMatch(line -> line.isBlank() || HEADER.matcher(line).matches())
                ? Optional.empty()
                : Optional.of("write each header on a line of its own, such as Accept: application/json");
    }
}
