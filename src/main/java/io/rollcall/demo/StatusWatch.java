package io.rollcall.demo;

import io.rollcall.web.StatusReport;
import io.rollcall.web.StatusReport.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What changed from one status report to the next, a sentence each. Not thread-safe. */
final class StatusWatch {
    private final Map<String, Line> known = new HashMap<>();

    List<String> changes(StatusReport report) {
        List<String> changes = new ArrayList<>();
        for (Line line : report.integrations()) {
            Line before = known.put(line.key(), line);
            String status = before == null ? "unknown" : before.status();
            int failures = before == null ? 0 : before.consecutiveFailures();
            String why = line.message() == null ? "" : ": " + line.message();
            if (!status.equals(line.status())) {
                changes.add(line.name() + " " + status + " -> " + line.status() + why);
            } else if (line.consecutiveFailures() > failures && !line.status().equals("down")) {
                changes.add(line.name() + " still " + line.status() + ", failure " + line.consecutiveFailures() + why);
            }
            if (before != null && !Objects.equals(before.breaker(), line.breaker())) {
                changes.add(line.name() + " circuit breaker " + before.breaker() + " -> " + line.breaker());
            }
        }
        return changes;
    }
}
