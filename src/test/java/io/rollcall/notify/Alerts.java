package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Alerts and settings for tests. */
public final class Alerts {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final URI PUBLIC_URL = URI.create("https://rollcall.example.com/");

    private Alerts() {}

    public static Alert critical() {
        return alert("stripe-down", Severity.CRITICAL, true, "HTTP 503 <Service> & \"more\"");
    }

    public static Alert warning() {
        return alert("stripe-down", Severity.WARNING, true, "HTTP 503");
    }

    public static Alert end() {
        return alert("stripe-down", Severity.CRITICAL, false, null);
    }

    public static Alert alert(String rule, Severity severity, boolean firing, String message) {
        return new Alert(
                rule,
                "failures >= 3",
                severity,
                firing,
                "stripe",
                "Stripe Payment Gateway",
                "http",
                "payments",
                firing ? Status.DOWN : Status.HEALTHY,
                START.minus(Duration.ofMinutes(12)),
                START,
                firing ? 3 : 0,
                Duration.ofMillis(850),
                message,
                List.of(),
                "https://wiki.example.com/stripe?a=1&b=2",
                List.of(),
                Map.of("rule", rule, "severity", severity.word(), "integration", "stripe", "group", "payments"),
                Map.of());
    }

    /** Answers within 850 ms, where 500 ms are allowed. */
    public static Alert slow() {
        return new Alert(
                "high-latency",
                "latency > 500ms for 5 minutes",
                Severity.WARNING,
                true,
                "calcom",
                "Cal.com",
                "http",
                null,
                Status.DEGRADED,
                START.minus(Duration.ofMinutes(5)),
                START,
                0,
                Duration.ofMillis(850),
                null,
                List.of(),
                null,
                List.of(),
                Map.of("rule", "high-latency", "severity", "warning", "integration", "calcom"),
                Map.of());
    }

    /** What is told of a single alert. */
    public static Notice notice(Alert alert) {
        return notice(alert.fingerprint(), alert.firing() ? Reason.FIRST : Reason.ALL_ENDED, alert);
    }

    /** What is told of a group; all that fires is new unless some has ended. */
    public static Notice notice(String topic, Reason reason, Alert... alerts) {
        Set<String> news = reason == Reason.SOME_ENDED
                ? Set.of()
                : Arrays.stream(alerts)
                        .filter(Alert::firing)
                        .map(Alert::fingerprint)
                        .collect(Collectors.toSet());
        return new Notice(topic, "team", Map.of(), reason, news, List.of(alerts), 0, Map.of(), List.of())
                .with(Arrays.stream(alerts));
    }

    public static ChannelSettings settings(URI slack, URI vendors, int mailPort, String account, String token) {
        return new ChannelSettings(
                new SlackSettings(slack),
                new MailSettings(
                        "127.0.0.1",
                        mailPort,
                        null,
                        null,
                        "rollcall@example.com",
                        List.of("ops@example.com"),
                        false,
                        RecipientLimit.NONE),
                new TwilioSettings(
                        account,
                        token,
                        "+4915100000001",
                        List.of("+4915100000002", "+4915100000003"),
                        vendors,
                        RecipientLimit.NONE,
                        false,
                        false),
                new PagerDutySettings("0123456789abcdef0123456789abcdef", vendors.resolve("/v2/enqueue")),
                null,
                null,
                null);
    }

    public static ChannelSettings settings() {
        return settings(
                URI.create("https://hooks.slack.example/services/T0/B0/secret"),
                URI.create("https://vendor.example"),
                25,
                "AC0123456789abcdef0123456789abcdef",
                "twilio-token");
    }

    /** Codes that nobody keeps. */
    public static ReplyCodes codes() {
        return new ReplyCodes(entries -> {}, Clock.systemUTC());
    }

    /** Links signed with a key of the test. */
    public static AnswerLinks links() {
        return new AnswerLinks(() -> new byte[32], PUBLIC_URL, Clock.systemUTC());
    }
}
