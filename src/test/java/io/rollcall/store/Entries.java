package io.rollcall.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Journal entries as the engine writes them, with everything usual filled in. */
final class Entries {
    /** Microseconds, because that is what PostgreSQL keeps. */
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Entries() {}

    static ObjectNode outcome(String key, Instant at, String status) {
        boolean up = status.equals("healthy") || status.equals("degraded");
        ObjectNode entry = JSON.createObjectNode()
                .put("type", "outcome")
                .put("key", key)
                .put("name", "Name of " + key)
                .put("at", at.toString())
                .put("status", status)
                .put("success", up)
                .put("shortCircuited", false)
                .put("responseTimeMs", status.equals("unknown") ? null : 120.5)
                .put("message", status.equals("healthy") ? null : "It is " + status);
        entry.putObject("details").put("code", up ? 200 : 503);
        entry.putObject("judged")
                .put("status", status)
                .put("since", at.toString())
                .put("failingSince", up ? null : at.toString())
                .put("failures", up ? 0 : 3)
                .put("successes", up ? 2 : 0)
                .put("streak", 3)
                .put("lastOutcome", status);
        return entry;
    }

    static ObjectNode shortCircuited(String key, Instant at) {
        return outcome(key, at, "down")
                .put("status", "unknown")
                .put("shortCircuited", true)
                .putNull("responseTimeMs")
                .put("message", "Not called: the circuit breaker is open");
    }

    static ObjectNode change(String key, Instant at, String from, String to) {
        return JSON.createObjectNode()
                .put("type", "change")
                .put("key", key)
                .put("name", "Name of " + key)
                .put("at", at.toString())
                .put("from", from)
                .put("to", to)
                .putNull("message");
    }

    static ObjectNode alert(String rule, String key, String state, Instant at) {
        return JSON.createObjectNode()
                .put("type", "alert")
                .put("rule", rule)
                .put("key", key)
                .put("state", state)
                .put("severity", "critical")
                .put("condition", "status = down")
                .put("since", NOW.minus(Duration.ofHours(1)).toString())
                .put("at", at.toString());
    }

    static ObjectNode notification(String id, String key, String state, Instant sentAt) {
        ObjectNode entry = JSON.createObjectNode()
                .put("type", "notification")
                .put("id", id)
                .put("channel", "slack")
                .put("rule", "outage")
                .put("key", key)
                .put("severity", "critical")
                .put("firing", true)
                .put("state", state)
                .put("attempts", 1)
                .put("lastError", state.equals("dead") ? "channel not found" : null)
                .put("createdAt", NOW.toString())
                .putNull("nextAttemptAt")
                .put("sentAt", state.equals("sent") ? sentAt.toString() : null)
                .putNull("receipt");
        entry.put("topic", "outage/" + key);
        entry.putObject("notice")
                .putArray("alerts")
                .addObject()
                .put("rule", "outage")
                .put("integration", key)
                .put("firing", true);
        return entry;
    }

    static String batch(ObjectNode... entries) {
        return Arrays.stream(entries).map(ObjectNode::toString).collect(Collectors.joining(",", "[", "]"));
    }

    static ObjectNode declaration(String key, String hash) {
        ObjectNode declaration = JSON.createObjectNode()
                .put("key", key)
                .put("name", "Name of " + key)
                .put("type", "http")
                .put("url", "https://" + key + ".example.com/health")
                .put("enabled", true)
                .put("intervalSeconds", 60)
                .put("timeoutMs", 5000)
                .put("threshold", 3)
                .put("alertOnFailure", true)
                .put("alertEmail", "ops@example.com")
                .put("declaredIn", "integrations/all.camel.yaml")
                .put("hash", hash);
        declaration.putObject("parameters").put("headers", "Authorization: Bearer {{env:TOKEN}}");
        return declaration;
    }

    static Map<String, Object> declare(Sql sql, ObjectNode... declarations) throws SQLException {
        return sql.row("SELECT * FROM declare_integrations(CAST(? AS jsonb))", batch(declarations));
    }

    /** Records the entries, and says how many checks were new to the log. */
    static int record(Sql sql, ObjectNode... entries) throws SQLException {
        return Integer.parseInt(sql.value("SELECT record_batch(CAST(? AS jsonb))", batch(entries)));
    }
}
