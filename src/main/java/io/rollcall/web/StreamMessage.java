package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the stream tells browsers: everything at first, then what has changed (requirement 000-34).
 *
 * @param services the lines that are new or changed
 * @param removed keys of integrations that are gone
 * @param latency of each line that has one, in milliseconds
 * @param version of the pages: a browser that shows another one loads itself anew
 */
record StreamMessage(
        List<StatusReport.Line> services,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> removed,
        StatusReport.Summary summary,
        Instant timestamp,
        Map<String, Double> latency,
        String version) {

    /** What is new in this report; everything when there was none before. */
    static StreamMessage between(@Nullable StatusReport before, StatusReport now, String version) {
        Map<String, StatusReport.Line> known = new HashMap<>();
        if (before != null) {
            before.integrations().forEach(line -> known.put(line.key(), line));
        }
        List<StatusReport.Line> changed = now.integrations().stream()
                .filter(line -> !line.equals(known.get(line.key())))
                .toList();
        now.integrations().forEach(line -> known.remove(line.key()));
        Map<String, Double> latency = new TreeMap<>();
        for (StatusReport.Line line : changed) {
            if (line.responseTimeMs() != null) {
                latency.put(line.key(), line.responseTimeMs());
            }
        }
        Set<String> gone = known.keySet().stream().collect(Collectors.toUnmodifiableSet());
        return new StreamMessage(changed, gone, now.summary(), now.timestamp(), latency, version);
    }

    boolean saysNothing() {
        return services.isEmpty() && removed.isEmpty();
    }
}
