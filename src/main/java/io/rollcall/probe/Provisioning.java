package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import io.rollcall.check.Findings;
import io.rollcall.condition.Document;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look at the things that an integration declares at its vendor, on its way: each is looked for by the vendor's own name
 * for it or else in the vendor's list, compared, and set up where that is asked for. What is there already is never made
 * again, also when the answer to its making got lost. Confined to the thread that runs the check.
 */
public final class Provisioning implements Calls {
    private static final JsonMapper JSON = new JsonMapper();

    private enum Phase {
        READ,
        LIST,
        READ_FOUND,
        CREATE,
        UPDATE
    }

    private final Check check;
    private final Provisionings home;
    private final ThingRecord kept;
    private final Iterator<Thing> ahead;
    /** What the vendor calls the things so far. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private boolean missing;
    private @Nullable Thing thing;
    private @Nullable String id;
    private Phase phase = Phase.LIST;
    private @Nullable HttpRequest request;
    private @Nullable String failure;
    private Duration begun = Duration.ZERO;
    private Duration slowest = Duration.ZERO;

    Provisioning(Check check, Things things, Provisionings home) {
        this.check = check;
        this.home = home;
        this.kept = new ThingRecord(check, home);
        this.ahead = things.all().iterator();
        Instant rest = home.restsUntil(check.integration().key());
        if (rest == null) {
            next();
        } else {
            failure = "The vendor asked not to be called before " + rest;
        }
    }

    @Override
    public boolean hasNext() {
        return request != null;
    }

    @Override
    public HttpRequest request() {
        begun = check.latency();
        if (request == null) {
            throw new IllegalStateException("there is no call to make");
        }
        return request;
    }

    /** A call that makes or changes something may have arrived although its connection failed: the next check looks first. */
    @Override
    public boolean repeatable() {
        return phase != Phase.CREATE && phase != Phase.UPDATE;
    }

    @Override
    public void answered(HttpAnswer answer) {
        Duration latency =
                check.latency().compareTo(begun) > 0 ? check.latency().minus(begun) : check.latency();
        slowest = latency.compareTo(slowest) > 0 ? latency : slowest;
        request = null;
        boolean gone = answer.status() == 404 || answer.status() == 410;
        try {
            if (phase == Phase.READ && gone) {
                id = null;
                ask(Phase.LIST);
            } else if (answer.status() / 100 != 2) {
                VendorWords words = VendorWords.of(answer, home.now());
                words.rest().ifPresent(until -> home.rest(check.integration().key(), until));
                fail(words.text());
            } else {
                understand(answer);
            }
        } catch (Filling.Unfilled missingValue) {
            fail(String.valueOf(missingValue.getMessage()));
        }
    }

    private void understand(HttpAnswer answer) throws Filling.Unfilled {
        JsonNode body = new Document(answer.body()).tree();
        Thing now = current();
        if (body instanceof MissingNode) {
            fail("HTTP " + answer.status() + ", but the answer is no JSON, or longer than 1 MiB");
        } else if (phase == Phase.LIST) {
            look(Located.in(body, now, plain(now.is()), kept.id(now)));
        } else {
            JsonNode actual = first(body, now.at());
            String named = actual.path(now.id()).asText("");
            if (named.isEmpty() && phase != Phase.UPDATE) {
                fail("the answer does not say its " + now.id());
            } else {
                id = named.isEmpty() ? id : named;
                arrived(actual);
            }
        }
    }

    private void look(Located found) throws Filling.Unfilled {
        if (found.doubt() != null) {
            fail(found.doubt());
        } else if (found.id() == null) {
            make();
        } else {
            id = found.id();
            if (current().read() == null) {
                compare(found.thing());
            } else {
                ask(Phase.READ_FOUND);
            }
        }
    }

    private void arrived(JsonNode actual) throws Filling.Unfilled {
        if (phase == Phase.CREATE || phase == Phase.UPDATE) {
            String action = phase == Phase.CREATE ? "created" : "updated";
            kept.active(current(), String.valueOf(id), action, wanted(), actual);
            done(action, List.of());
        } else {
            compare(actual);
        }
    }

    private void compare(JsonNode actual) throws Filling.Unfilled {
        JsonNode wanted = wanted();
        List<String> differences = Wanted.differences(wanted, actual);
        if (differences.isEmpty() || kept.wasTaken(current(), wanted, actual)) {
            if (home.changing()) {
                kept.active(current(), String.valueOf(id), kept.knows(current(), id) ? null : "found", wanted, actual);
            }
            done("unchanged", List.of());
        } else if (home.changing()) {
            told.put(current().name(), Map.of("changed", differences));
            ask(Phase.UPDATE);
        } else {
            open.add(current().name() + " would be updated: " + String.join(", ", differences));
            done("would be updated", differences);
        }
    }

    private void make() throws Filling.Unfilled {
        if (home.changing()) {
            ask(Phase.CREATE);
        } else {
            missing = true;
            open.add(current().name() + " would be created");
            id = null;
            done("would be created", List.of());
        }
    }

    private void done(String action, List<String> changed) {
        Thing now = current();
        Map<String, Object> line = new LinkedHashMap<>(told.getOrDefault(now.name(), Map.of()));
        line.put("action", action);
        if (id != null) {
            line.put("id", id);
        }
        if (!changed.isEmpty()) {
            line.put("changed", changed);
        }
        told.put(now.name(), line);
        ids.put(now.name() + ".id", id == null ? "(new)" : id);
        next();
    }

    private void next() {
        thing = ahead.hasNext() ? ahead.next() : null;
        request = null;
        if (thing != null) {
            id = kept.id(thing);
            try {
                ask(id != null && thing.read() != null ? Phase.READ : Phase.LIST);
            } catch (Filling.Unfilled missingValue) {
                fail(String.valueOf(missingValue.getMessage()));
            }
        }
    }

    private void ask(Phase next) throws Filling.Unfilled {
        Thing now = current();
        phase = next;
        request = switch (next) {
            case LIST -> call("GET", now.list(), null);
            case READ, READ_FOUND -> call("GET", String.valueOf(now.read()), null);
            case CREATE -> call("POST", now.create(), wanted());
            case UPDATE -> call("PATCH", now.update(), wanted());
        };
    }

    private HttpRequest call(String method, String address, @Nullable JsonNode body) throws Filling.Unfilled {
        Step step = new Step(
                current().name(), method, address, Map.of(), null, false, false, StatusRanges.parse("200-299"), null);
        HttpRequest plain = HttpRequest.of(step, check.integration(), filling(true));
        if (body == null) {
            return plain;
        }
        Map<String, String> headers = new LinkedHashMap<>(plain.headers());
        headers.put("Content-Type", "application/json");
        return new HttpRequest(method, plain.url(), headers, body.toString());
    }

    private ObjectNode wanted() {
        return (ObjectNode) Wanted.of(current().state(), filling(false));
    }

    private String plain(String text) throws Filling.Unfilled {
        return filling(false).plain(text).strip();
    }

    private Filling filling(boolean address) {
        Map<String, String> own = new LinkedHashMap<>(check.integration().parameters());
        own.put("key", check.integration().key());
        own.putAll(ids);
        if (id != null) {
            own.put("id", address ? Filling.encoded(id) : id);
        }
        return new Filling(own, MissingNode.getInstance(), home.now());
    }

    static JsonNode first(JsonNode body, String path) {
        return path.equals("$") ? body : Figure.find(body, path).path(0);
    }

    private void fail(String why) {
        request = null;
        String text = thing == null ? why : thing.name() + ": " + why;
        failure = check.redact(text);
        if (thing != null) {
            told.put(thing.name(), Map.of("action", "failed", "error", check.redact(why)));
            if (home.changing()) {
                kept.failed(thing, check.redact(why));
            }
        }
    }

    @Override
    public boolean failed(Exception cause) {
        fail(FailureText.of(check, cause));
        return false;
    }

    @Override
    public CheckResult judge() {
        Findings findings = new Findings()
                .detail("things", told)
                .fact("body", new Document(JSON.valueToTree(told).toString()));
        if (failure != null) {
            return check.failed(failure, findings.details());
        }
        check.measured(slowest);
        Status status = missing ? Status.DOWN : open.isEmpty() ? Status.HEALTHY : Status.DEGRADED;
        return home.judgement()
                .judge(check, findings, status, open.isEmpty() ? null : "Not as declared: " + String.join("; ", open));
    }

    private Thing current() {
        if (thing == null) {
            throw new IllegalStateException("there is nothing to look for");
        }
        return thing;
    }
}
