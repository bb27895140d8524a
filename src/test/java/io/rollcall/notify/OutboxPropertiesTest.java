package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** Whatever happens in whatever order, a recipient is told a story that makes sense. */
class OutboxPropertiesTest {
    private HandSetClock clock = new HandSetClock(Alerts.START);
    private final Map<UUID, NotificationEntry> entries = new LinkedHashMap<>();
    private final List<NotificationEntry> journal = new ArrayList<>();
    private final List<Notification> inFlight = new ArrayList<>();
    private final Map<String, List<NotificationEntry>> told = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private Outbox outbox = outbox();

    enum Step {
        WARNING,
        CRITICAL,
        END,
        OTHER_ALARM,
        OTHER_END,
        SEND,
        ACCEPT,
        REFUSE,
        FAIL,
        LOSE,
        WAIT,
        WAIT_LONG,
        RESTART
    }

    @BeforeContainer
    static void quietly() {
        ((Logger) LoggerFactory.getLogger(Outbox.class)).setLevel(Level.OFF);
    }

    @AfterContainer
    static void loudly() {
        ((Logger) LoggerFactory.getLogger(Outbox.class)).setLevel(null);
    }

    @Property(tries = 1000)
    void every_recipient_is_told_a_story_that_makes_sense(@ForAll @Size(max = 60) List<Step> steps) {
        startAfresh();
        steps.forEach(this::take);
        settle();

        assertThat(entries.values())
                .allSatisfy(entry -> assertThat(entry.state().isFinal()).isTrue())
                .filteredOn(entry -> entry.state() != NotificationState.SENT)
                .allSatisfy(entry -> assertThat(entry.lastError()).isNotBlank());
        assertThat(outbox.counts("slack").pending()).isZero();
        told.values().forEach(this::makesSense);
        ended.forEach(rule -> assertThat(lastWord(rule)).as("its end is told").isNotEqualTo("firing"));
    }

    /** One instance of this class serves all tries. */
    private void startAfresh() {
        clock = new HandSetClock(Alerts.START);
        entries.clear();
        journal.clear();
        inFlight.clear();
        told.clear();
        ended.clear();
        outbox = outbox();
    }

    /** What the recipient believes; "refused" where the vendor took an alarm and never its end. */
    private String lastWord(String rule) {
        boolean refused = entries.values().stream()
                .anyMatch(entry ->
                        !entry.firing() && entry.rule().equals(rule) && entry.state() == NotificationState.DEAD);
        List<NotificationEntry> story = told.getOrDefault(rule, List.of());
        if (refused || story.isEmpty()) {
            return refused ? "refused" : "nothing";
        }
        return story.get(story.size() - 1).firing() ? "firing" : "ended";
    }

    private void makesSense(List<NotificationEntry> story) {
        NotificationEntry before = null;
        for (NotificationEntry entry : story) {
            if (before != null) {
                assertThat(entry.createdAt()).as("order").isAfterOrEqualTo(before.createdAt());
            }
            if (!entry.firing()) {
                assertThat(before == null ? mayHaveArrived(entry) : before.firing() || mayHaveArrived(entry))
                        .as("an end follows an alarm")
                        .isTrue();
            }
            before = entry;
        }
    }

    /** An end is also told where the alarm was given up without knowing whether it arrived. */
    private boolean mayHaveArrived(NotificationEntry end) {
        return journal.stream()
                .anyMatch(entry -> entry.firing()
                        && entry.rule().equals(end.rule())
                        && entry.lastError() != null
                        && entry.lastError().contains("duplicate"));
    }

    private void take(Step step) {
        clock.advance(Duration.ofMillis(1));
        switch (step) {
            case WARNING -> ask(alarm("a", Severity.WARNING, true));
            case CRITICAL -> ask(alarm("a", Severity.CRITICAL, true));
            case END -> ask(alarm("a", Severity.CRITICAL, false));
            case OTHER_ALARM -> ask(alarm("b", Severity.WARNING, true));
            case OTHER_END -> ask(alarm("b", Severity.WARNING, false));
            case SEND -> inFlight.addAll(outbox.due());
            case ACCEPT -> withFirst(notification -> outbox.delivered(notification, "ok"));
            case REFUSE -> withFirst(notification -> outbox.failed(notification, DeliveryFailure.permanent("no")));
            case FAIL -> withFirst(notification -> outbox.failed(notification, DeliveryFailure.passing("busy")));
            case LOSE -> withFirst(notification -> outbox.failed(notification, DeliveryFailure.ambiguous("silence")));
            case WAIT -> clock.advance(Duration.ofSeconds(3));
            case WAIT_LONG -> clock.advance(Duration.ofMinutes(25));
            case RESTART -> restart();
        }
    }

    private void ask(Alert alert) {
        outbox.take(List.of(new Posting("slack", Alerts.notice(alert))), List.of());
        if (alert.firing()) {
            ended.remove(alert.rule());
        } else {
            ended.add(alert.rule());
        }
    }

    private void withFirst(Consumer<Notification> outcome) {
        if (!inFlight.isEmpty()) {
            outcome.accept(inFlight.remove(0));
        }
    }

    private void restart() {
        inFlight.clear();
        outbox = outbox();
        outbox.restore(entries.values());
    }

    private void settle() {
        for (int i = 0; i < 200; i++) {
            inFlight.addAll(outbox.due());
            while (!inFlight.isEmpty()) {
                outbox.delivered(inFlight.remove(0), "ok");
            }
            clock.advance(Duration.ofMinutes(2));
        }
    }

    private static Alert alarm(String rule, Severity severity, boolean firing) {
        return Alerts.alert(rule, severity, firing, "x");
    }

    private Outbox outbox() {
        return new Outbox(
                appended -> appended.forEach(entry -> keep((NotificationEntry) entry)),
                clock,
                new Random(1),
                new Channels(Alerts.settings()));
    }

    private void keep(NotificationEntry entry) {
        journal.add(entry);
        entries.put(entry.id(), entry);
        if (entry.state() == NotificationState.SENT) {
            Instant at = entry.sentAt();
            assertThat(at).isEqualTo(clock.instant());
            told.computeIfAbsent(entry.rule(), rule -> new ArrayList<>()).add(entry);
        }
    }
}
