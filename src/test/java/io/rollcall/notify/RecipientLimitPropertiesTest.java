package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.rollcall.HandSetClock;
import io.rollcall.alert.Severity;
import io.rollcall.group.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** Whatever happens, nobody gets more than the limit, everything is told in the end, and each topic in its order. */
class RecipientLimitPropertiesTest {
    private static final ChannelSettings SETTINGS = RecipientLimitTest.limited("1/1m,5/15m,11/1h,21/3h");

    private HandSetClock clock = new HandSetClock(Alerts.START);
    private final Map<UUID, NotificationEntry> entries = new LinkedHashMap<>();
    private final Map<String, List<NotificationEntry>> told = new HashMap<>();
    private final List<Instant> messages = new ArrayList<>();
    private final List<Notification> inFlight = new ArrayList<>();
    private Outbox outbox = outbox();

    /** What happens next: an alarm or an end of one of five rules, or something on the way. */
    record Step(@IntRange(max = 9) int kind, @IntRange(max = 4) int rule, @IntRange(max = 600) int seconds) {}

    @BeforeContainer
    static void quietly() {
        ((Logger) LoggerFactory.getLogger(Outbox.class)).setLevel(Level.OFF);
    }

    @AfterContainer
    static void loudly() {
        ((Logger) LoggerFactory.getLogger(Outbox.class)).setLevel(null);
    }

    @Property(tries = 500)
    void nobody_gets_more_than_the_limit_and_everything_is_told(
            @ForAll @Size(max = 120) List<@IntRange(max = 9) Integer> kinds, @ForAll long seed) {
        startAfresh();
        Random random = new Random(seed);
        kinds.forEach(kind -> take(new Step(kind, random.nextInt(5), random.nextInt(600))));
        settle();

        keepsTo(1, Duration.ofMinutes(1));
        keepsTo(5, Duration.ofMinutes(15));
        keepsTo(11, Duration.ofHours(1));
        keepsTo(21, Duration.ofHours(3));
        assertThat(entries.values()).allSatisfy(entry -> assertThat(entry.state())
                .isIn(NotificationState.SENT, NotificationState.CANCELLED));
        assertThat(outbox.counts("sms").pending()).isZero();
        told.values().forEach(story -> assertThat(story)
                .extracting(NotificationEntry::createdAt)
                .isSorted());
    }

    private void keepsTo(int most, Duration length) {
        for (int i = 0; i + most < messages.size(); i++) {
            assertThat(Duration.between(messages.get(i), messages.get(i + most)))
                    .isGreaterThanOrEqualTo(length);
        }
    }

    private void take(Step step) {
        clock.advance(Duration.ofMillis(1));
        switch (step.kind()) {
            case 0, 1, 2 -> ask(step.rule(), true);
            case 3, 4 -> ask(step.rule(), false);
            case 5 -> inFlight.addAll(outbox.due());
            case 6 -> accept();
            case 7 -> {
                if (!inFlight.isEmpty()) {
                    outbox.failed(inFlight.remove(0), DeliveryFailure.passing("busy"));
                }
            }
            case 8 -> clock.advance(Duration.ofSeconds(step.seconds()));
            default -> {
                inFlight.clear();
                outbox = outbox();
                outbox.restore(entries.values());
            }
        }
    }

    private void ask(int rule, boolean firing) {
        Severity severity = rule % 2 == 0 ? Severity.CRITICAL : Severity.WARNING;
        outbox.take(
                List.of(new Posting("sms", Alerts.notice(Alerts.alert("rule-" + rule, severity, firing, "x")))),
                List.of());
    }

    private void accept() {
        if (!inFlight.isEmpty()) {
            messages.add(clock.instant());
            outbox.delivered(inFlight.remove(0), "SM" + messages.size());
        }
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            inFlight.addAll(outbox.due());
            while (!inFlight.isEmpty()) {
                accept();
            }
            clock.advance(Duration.ofMinutes(3));
        }
    }

    /** One instance of this class serves all tries. */
    private void startAfresh() {
        clock = new HandSetClock(Alerts.START);
        entries.clear();
        told.clear();
        messages.clear();
        inFlight.clear();
        outbox = outbox();
    }

    private Outbox outbox() {
        return new Outbox(
                appended -> appended.forEach(entry -> keep((NotificationEntry) entry)),
                clock,
                new Random(1),
                new Channels(SETTINGS));
    }

    private void keep(NotificationEntry entry) {
        entries.put(entry.id(), entry);
        if (entry.state() == NotificationState.SENT) {
            told.computeIfAbsent(entry.topic(), topic -> new ArrayList<>()).add(entry);
        }
    }
}
