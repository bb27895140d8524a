package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the stream tells browsers: everything at first, then what has changed (requirement 000-34). Most checks find what the last
 * one found, so of a line in which only time and latency are new no more than these two is told.
 *
 * @param services the lines that are new, or changed in more than time and latency
 * @param removed keys of integrations that are gone
 * @param checked when each line that is not told whole was checked, in milliseconds since 1970
 * @param latency of each line that is new or was checked and has one, in milliseconds
 * @param version of the pages: a browser that shows another one loads itself anew
 */
record StreamMessage(
        List<StatusReport.Line> services,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> removed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> checked,
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
        List<StatusReport.Line> changed = new ArrayList<>();
        Map<String, Long> checked = new TreeMap<>();
        Map<String, Double> latency = new TreeMap<>();
        for (StatusReport.Line line : now.integrations()) {
            StatusReport.Line last = known.remove(line.key());
            if (line.equals(last)) {
                continue;
            }
            if (line.responseTimeMs() != null) {
                latency.put(line.key(), line.responseTimeMs());
            }
            if (line.lastCheckAt() != null && line.responseTimeMs() != null && line.isAfterAnotherCheck(last)) {
                checked.put(line.key(), line.lastCheckAt().toEpochMilli());
            } else {
                changed.add(line);
            }
        }
        return new StreamMessage(
                changed, Set.copyOf(known.keySet()), checked, now.summary(), now.timestamp(), latency, version);
    }

    boolean saysNothing() {
        return services.isEmpty() && removed.isEmpty() && checked.isEmpty();
    }
}
