package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import io.rollcall.condition.Document;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check of several HTTP calls on its way: which call is next, what was answered so far, and what it all means. Confined
 * to the thread that runs the check.
 */
public final class Journey implements Calls {
    static final Vocabulary VOCABULARY = Vocabulary.empty()
            .withDocument("body")
            .withPrefix("header.", Type.TEXT)
            .withPrefix("status.", Type.NUMBER)
            .withPrefix("latency.", Type.DURATION)
            .withPrefix("age.", Type.DURATION)
            .withPrefix("error.", Type.TEXT)
            .with("duration", Type.DURATION);

    static final Kind KIND = new Kind(
            "multi-step",
            Map.of("url", ParameterType.HTTP_URL::complaint, "headers", HttpJudgement::complaintAboutHeaders),
            VOCABULARY);

    private final Check check;
    private final Steps steps;
    private final Judgement judgement;
    private final AnswerCache cache;
    private final Instant now;
    private final ObjectNode answers = JsonNodeFactory.instance.objectNode();
    private final Findings findings = new Findings();
    private final Map<String, Object> told = new LinkedHashMap<>();
    private Iterator<Step> ahead;
    private @Nullable Step next;
    private @Nullable HttpRequest request;
    private @Nullable String failure;
    private boolean cleaningUp;
    private Duration slowest = Duration.ZERO;
    private Duration begun = Duration.ZERO;
    private int triesBefore;

    Journey(Check check, Steps steps, Judgement judgement, AnswerCache cache, Instant now) {
        this.check = check;
        this.steps = steps;
        this.judgement = judgement;
        this.cache = cache;
        this.now = now;
        this.ahead = steps.calls().iterator();
        advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public HttpRequest request() {
        begun = check.latency();
        triesBefore = check.tries();
        if (request == null) {
            throw new IllegalStateException("there is no call to make");
        }
        return request;
    }

    /** True for every call: what a journey of a test changes, it may change again. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void answered(HttpAnswer answer) {
        Step step = current();
        Duration latency = latency();
        note(step, answer.status(), latency);
        if (step.expected().contain(answer.status())) {
            JsonNode body = read(answer);
            keep(step, body, Duration.ZERO);
            Step.Cached cached = step.cache();
            if (cached != null) {
                fill(cached.key()).ifPresent(key -> cache.keep(key, body, cached.timeToLive()));
            }
        } else {
            wrong(step, "HTTP " + answer.status() + " instead of " + step.expected());
        }
        advance();
    }

    @Override
    public boolean failed(Exception cause) {
        Step step = current();
        String text = FailureText.of(check, cause);
        told.put(step.name(), Map.of("error", text));
        findings.fact("error." + step.name(), text);
        boolean dispensable = step.optional() || cleaningUp;
        if (dispensable) {
            advance();
        } else {
            next = null;
        }
        return dispensable;
    }

    /** From now on the calls that clean up. */
    public void cleanUp() {
        cleaningUp = true;
        ahead = steps.cleanUps().iterator();
        advance();
    }

    @Override
    public CheckResult judge() {
        findings.detail("steps", told);
        if (failure != null) {
            return check.failed(failure, findings.details());
        }
        Filling filling = filling();
        for (Figure figure : steps.figures()) {
            try {
                var value = figure.of(answers, filling);
                if (value != null) {
                    answers.put(figure.name(), value);
                }
            } catch (Filling.Unfilled notAsked) {
                told.put(figure.name(), Map.of("skipped", String.valueOf(notAsked.getMessage())));
            }
        }
        findings.fact("body", new Document(answers.toString()));
        findings.fact("duration", check.integration().cadence().deadline().minus(check.remaining()));
        check.measured(slowest);
        return judgement.judge(check, findings);
    }

    /** Goes to the next step that can and must be called. */
    private void advance() {
        next = null;
        while (next == null && ahead.hasNext() && (failure == null || cleaningUp)) {
            Step step = ahead.next();
            try {
                if (!atHand(step)) {
                    request = HttpRequest.of(step, check.integration(), filling());
                    next = step;
                }
            } catch (Filling.Unfilled missing) {
                told.put(step.name(), Map.of("skipped", String.valueOf(missing.getMessage())));
                if (!step.optional() && !cleaningUp) {
                    failure = step.name() + ": " + missing.getMessage();
                }
            }
        }
    }

    private boolean atHand(Step step) {
        Optional<AnswerCache.Found> found = step.cache() == null
                ? Optional.empty()
                : fill(step.cache().key()).flatMap(cache::find);
        found.ifPresent(kept -> {
            keep(step, kept.answer(), kept.age());
            told.put(step.name(), Map.of("ageSeconds", kept.age().toSeconds()));
        });
        return found.isPresent();
    }

    /** The key is the integration's own: another may ask another server, or as another user. */
    private Optional<String> fill(String key) {
        try {
            return Optional.of(check.integration().key() + " " + filling().plain(key));
        } catch (Filling.Unfilled none) {
            return Optional.empty();
        }
    }

    private void keep(Step step, JsonNode answer, Duration age) {
        answers.set(step.name(), answer);
        findings.fact("age." + step.name(), age);
    }

    private void note(Step step, int status, Duration latency) {
        told.put(step.name(), Map.of("httpStatus", status, "ms", latency.toMillis()));
        findings.fact("status." + step.name(), status).fact("latency." + step.name(), latency);
        findings.metric(new Metric("step_duration", "s", latency.toNanos() / 1e9, Map.of("step", step.name())));
        if (!step.optional() && !cleaningUp && latency.compareTo(slowest) > 0) {
            slowest = latency;
        }
    }

    private void wrong(Step step, String what) {
        findings.fact("error." + step.name(), what);
        if (!step.optional() && !cleaningUp) {
            failure = step.name() + ": " + what;
        }
    }

    /** Of the last try of this call. */
    private Duration latency() {
        return check.tries() == triesBefore ? check.latency().minus(begun) : check.latency();
    }

    private static JsonNode read(HttpAnswer answer) {
        JsonNode tree = new Document(answer.body()).tree();
        return tree instanceof MissingNode ? JsonNodeFactory.instance.textNode(answer.body()) : tree;
    }

    private Filling filling() {
        Map<String, String> own = new LinkedHashMap<>(check.integration().parameters());
        own.put("key", check.integration().key());
        return new Filling(own, answers, now);
    }

    private Step current() {
        if (next == null) {
            throw new IllegalStateException("no call was made");
        }
        return next;
    }
}
