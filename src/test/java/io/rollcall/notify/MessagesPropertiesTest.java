package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import io.rollcall.words.Language;
import io.rollcall.words.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UseType;
import net.jqwik.api.constraints.UseTypeMode;

/** Whatever is told, in whatever language: no value of a pattern is left open, and no text message needs a second segment. */
class MessagesPropertiesTest {
    private static final List<String> REMARKS = List.of(
            "Nobody is on call for payments", "Nobody has acknowledged for 2 hours (step 1 of 2)", "By sms: it's {0}");

    private final ChannelSettings settings = Alerts.settings();

    /** An alert of one of few rules. */
    record Told(
            Severity severity,
            Status status,
            boolean firing,
            boolean acknowledged,
            @IntRange(max = 3000) int minutes,
            @IntRange(max = 1200) int failures,
            @IntRange(max = 25) int dependents) {}

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void nothing_is_left_open(
            @ForAll Language language,
            @ForAll Reason reason,
            @ForAll @Size(min = 1, max = 25) List<@UseType(UseTypeMode.CONSTRUCTORS) Told> told,
            @ForAll @IntRange(max = 3) int more,
            @ForAll @IntRange(max = 2) int remarks)
            throws Exception {
        Words words = Words.in(language);
        Map<String, Alert> alerts = new HashMap<>();
        Map<String, Acknowledgement> acks = new HashMap<>();
        for (Told one : told) {
            Alert alert = alert(one, "rule-" + alerts.size());
            alerts.put(alert.fingerprint(), alert);
            if (one.acknowledged()) {
                acks.put(alert.fingerprint(), new Acknowledgement("Ann", "sms", Alerts.START, one.severity()));
            }
        }
        Set<String> news = new HashSet<>(List.copyOf(alerts.keySet()).subList(0, alerts.size() / 2));
        List<String> beside = REMARKS.subList(0, remarks);
        Notice notice = new Notice(
                        "topic", "team", Map.of(), reason, news, List.copyOf(alerts.values()), more, acks, beside)
                .with(alerts.values().stream());

        Notification about = new Notification(UUID.randomUUID(), "any", "a@example.com", notice, Alerts.START);
        Story story = Story.of(notice, Alerts.PUBLIC_URL, words);
        assertThat(EmailBody.text(story, Alerts.links().of(about, "x", words))
                        + SlackTimeline.of(notice, words)
                        + SlackButtons.below(notice, words))
                .doesNotContainPattern("\\{\\d|,(number|choice)|''|null\\b(?!,|\\))");
        assertThat(new SmsMessage(settings.twilio(), Alerts.PUBLIC_URL, Alerts.codes()).text(notice, 160, words))
                .hasSizeLessThanOrEqualTo(160)
                .matches("[ -~äöüÄÖÜß&&[^\\[\\]{}\\\\^~|`]]+");
    }

    private static Alert alert(Told told, String rule) {
        return new Alert(
                rule,
                "failures >= 3",
                told.severity(),
                told.firing(),
                "stripe",
                "Stripe's gateway",
                "http",
                null,
                told.status(),
                Alerts.START.minus(Duration.ofMinutes(told.minutes())),
                Alerts.START,
                told.failures(),
                null,
                told.failures() == 0 ? null : "HTTP 503: ü",
                List.of(),
                null,
                Collections.nCopies(told.dependents(), "shop"),
                Map.of(),
                Map.of());
    }
}
