package io.rollcall.demo;

import io.rollcall.integration.Status;
import java.util.List;
import java.util.Map;

/** What the demo plays: one integration slows down, another goes down, both recover. */
final class Script {
    private Script() {}

    /** The whole story, about a minute long. */
    static List<Act> whole() {
        return List.of(
                allGreen(),
                new Act(
                        "Cal.com becomes slow: it answers after 1.5 s, more than the second that it is allowed.",
                        Map.of("calcom", Mood.SLOW),
                        Map.of("calcom", Status.DEGRADED),
                        List.of(
                                new Expected(Channel.SLACK, "[WARNING] Cal.com is degraded"),
                                new Expected(Channel.EMAIL, "[WARNING] Cal.com is degraded"))),
                outage(Map.of("calcom", Status.DEGRADED, "retell", Status.DOWN)),
                new Act(
                        "Cal.com is fast again.",
                        Map.of("calcom", Mood.HEALTHY),
                        Map.of("retell", Status.DOWN),
                        List.of(
                                new Expected(Channel.SLACK, "[RESOLVED] Cal.com is healthy again"),
                                new Expected(Channel.EMAIL, "[RESOLVED] Cal.com is healthy again"))),
                recovery());
    }

    static Act allGreen() {
        return new Act("Everything works. Each integration is checked every 5 s.", Map.of(), Map.of(), List.of());
    }

    static Act outage(Map<String, Status> statuses) {
        return new Act(
                "Retell.ai fails: it answers HTTP 503. Three failures in a row confirm it and open its circuit breaker.",
                Map.of("retell", Mood.FAILING),
                statuses,
                List.of(
                        new Expected(Channel.SLACK, "[CRITICAL] Retell.ai is down"),
                        new Expected(Channel.EMAIL, "[CRITICAL] Retell.ai is down"),
                        new Expected(Channel.SMS, "(CRITICAL) Retell.ai is down"),
                        new Expected(Channel.PAGERDUTY, "trigger [CRITICAL] Retell.ai is down")));
    }

    static Act recovery() {
        return new Act(
                "Retell.ai works again. Its circuit breaker lets trial calls through, and two successes confirm it.",
                Map.of("retell", Mood.HEALTHY),
                Map.of(),
                List.of(
                        new Expected(Channel.SLACK, "[RESOLVED] Retell.ai is healthy again"),
                        new Expected(Channel.EMAIL, "[RESOLVED] Retell.ai is healthy again"),
                        new Expected(Channel.SMS, "(RESOLVED) Retell.ai is healthy again"),
                        new Expected(Channel.PAGERDUTY, "resolve")));
    }
}
