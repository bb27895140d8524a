package io.rollcall.probe;

import io.rollcall.check.Findings;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Redis answers to INFO: lines of {@code field:value}. */
final class RedisInfo {
    private static final Pattern REPLICA_LAG = Pattern.compile("state=online.*\\blag=(\\d+)");

    private final Map<String, String> fields = new HashMap<>();

    RedisInfo(String text) {
        text.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
    }

    Findings findings() {
        double limit = number("maxmemory");
        double hits = number("keyspace_hits");
        Findings findings = new Findings()
                .metric("memory", "B", number("used_memory"))
                // Without a limit it is 0, and the share no number.
                .metric("memory_used", "%", limit > 0 ? 100 * number("used_memory") / limit : Double.NaN)
                .metric("hit_rate", "%", 100 * hits / (hits + number("keyspace_misses")))
                .metric("connected_clients", "", number("connected_clients"))
                .metric("connections_used", "%", 100 * number("connected_clients") / number("maxclients"))
                .metric("operations_per_second", "", number("instantaneous_ops_per_sec"))
                .metric("evicted_keys", "", number("evicted_keys"));
        if (fields.getOrDefault("role", "").equals("slave")) {
            boolean linked = "up".equals(fields.get("master_link_status"));
            return findings.fact("role", "replica")
                    .fact("replicating", linked)
                    .metric("replication_lag", "s", linked ? number("master_last_io_seconds_ago") : Double.NaN);
        }
        return findings.fact("role", fields.get("role")).metric("replication_lag", "s", worstReplica());
    }

    /** Of the replicas that are connected; no number when none is. */
    private double worstReplica() {
        double worst = Double.NaN;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            Matcher lag = REPLICA_LAG.matcher(field.getValue());
            if (field.getKey().matches("slave\\d+") && lag.find()) {
                double seconds = Double.parseDouble(lag.group(1));
                worst = Double.isNaN(worst) ? seconds : Math.max(worst, seconds);
            }
        }
        return worst;
    }

    private double number(String field) {
        String value = fields.getOrDefault(field, "");
        return value.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(value) : Double.NaN;
    }
}
