package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all operations of the API have in common: how they answer, what becomes of a refusal or a fault, who may ask how
 * often, and that a request that is repeated is done once. Thread-safe.
 */
public final class Frame {
    private static final Logger LOG = LoggerFactory.getLogger(Frame.class);

    private final ObjectMapper json;
    private final ObjectMapper strict;
    private final CallerLimits limits;
    private final Repeats repeats;

    public Frame(ObjectMapper json, CallerLimits limits, Repeats repeats) {
        this.json = json;
        this.strict = Strict.reading(json.copy());
        this.limits = limits;
        this.repeats = repeats;
    }

    /** Runs an operation and writes what it answers, as often as its caller may ask. */
    void answer(Exchange exchange, Operation operation) {
        answer(exchange, anybody -> {}, operation);
    }

    /**
     * The same for an endpoint that knows a secret of its own.
     *
     * @param door refuses whoever does not show it, also what was answered before
     */
    void answer(Exchange exchange, Consumer<Request> door, Operation operation) {
        Request request = new Request(exchange.getMessage(), strict);
        CallerLimits.Turn turn = limits.turn(request.caller().orElseGet(request::origin));
        Answer answer = turn.permitted()
                ? attempt(request, door, operation)
                : refusal(
                        request,
                        Refused.problem(429, "Ask again in " + turn.seconds() + " s", List.of()),
                        Map.of("Retry-After", String.valueOf(turn.seconds())));
        Map<String, String> headers = new TreeMap<>(turn.headers());
        headers.putAll(answer.headers());
        new Answer(answer.status(), answer.type(), answer.body(), headers).write(exchange.getMessage());
    }

    /** The same however often it is asked: for what other programs call in their own time. */
    void always(Exchange exchange, Operation operation) {
        attempt(new Request(exchange.getMessage(), strict), anybody -> {}, operation)
                .write(exchange.getMessage());
    }

    private Answer attempt(Request request, Consumer<Request> door, Operation operation) {
        try {
            door.accept(request);
            return unlessKnown(request, repeats.once(request, () -> rendered(operation.run(request))));
        } catch (Refused e) {
            return refusal(request, e.problem(), e.headers());
        } catch (InvalidConfigurationException e) {
            List<Problem.Fault> faults = e.problems().stream()
                    .map(problem -> new Problem.Fault(
                            Objects.requireNonNullElse(problem.key(), problem.file()), problem.message()))
                    .toList();
            return refusal(request, Refused.problem(400, null, faults), Map.of());
        } catch (StoreException e) {
            LOG.warn("Request not answered path={} reason={}", request.path(), e.getMessage());
            Problem away = Refused.problem(503, "The database does not answer; checks and messages go on", List.of());
            return refusal(request, away, Map.of("Retry-After", "5"));
        } catch (RuntimeException e) {
            LOG.error("Request broke method={} path={}", request.method(), request.path(), e);
            return refusal(request, Refused.problem(500, "The log says more", List.of()), Map.of());
        }
    }

    private Answer refusal(Request request, Problem problem, Map<String, String> headers) {
        return rendered(Reply.of(request.reader().in(problem)).with(headers));
    }

    /** Nothing but a status for somebody who has the same already. */
    private static Answer unlessKnown(Request request, Answer answer) {
        String tag = answer.headers().get("ETag");
        String known = request.sent("If-None-Match");
        if (tag == null || known == null || !request.method().equals("GET")) {
            return answer;
        }
        boolean same = Arrays.stream(known.split(","))
                .map(one -> one.strip().replaceFirst("^W/", ""))
                .anyMatch(one -> one.equals(tag) || one.equals("*"));
        return same ? new Answer(304, answer.type(), null, answer.headers()) : answer;
    }

    private Answer rendered(Reply reply) {
        String body = body(reply.body());
        Map<String, String> headers = new TreeMap<>(reply.headers());
        if (reply.tag() != null && body != null) {
            CRC32C sum = new CRC32C();
            sum.update(body.getBytes(StandardCharsets.UTF_8));
            headers.put(
                    "ETag", "\"" + reply.tag() + "-" + body.length() + "-" + Long.toHexString(sum.getValue()) + "\"");
        }
        String kept = reply.kept() == null ? body : body(reply.kept());
        return new Answer(reply.status(), reply.type(), body, headers, kept);
    }

    private @Nullable String body(@Nullable Object body) {
        if (body == null || body instanceof String) {
            return (String) body;
        }
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer cannot be written as JSON", e);
        }
    }
}
