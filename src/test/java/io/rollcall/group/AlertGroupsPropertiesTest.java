package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Muting.End;
import io.rollcall.group.Muting.Muted;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/**
 * Whatever fires, ends, is muted, acknowledged, escalated and is killed in whatever order: what must be told is told, and
 * nothing twice.
 */
class AlertGroupsPropertiesTest {
    private static final Receiver ALL = new Receiver(
            "all",
            List.of("slack", "sms"),
            List.of(),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            true,
            List.of(),
            "critical");

    private GroupScene scene = new GroupScene();
    private final Map<String, Alert> state = new HashMap<>();

    /** By channel and integration: the severity last told, or absent when its end was told last. */
    private final Map<List<String>, Severity> known = new HashMap<>();

    /** By integration: how bad it was when somebody acknowledged it, while that holds. */
    private final Map<String, Severity> acknowledged = new HashMap<>();

    /** By channel and integration: when the alarm was last told as news. */
    private final Map<List<String>, Told> alarms = new HashMap<>();

    enum Step {
        A_WARNS,
        A_IS_CRITICAL,
        A_ENDS,
        B_WARNS,
        B_ENDS,
        A_MUTED,
        A_UNMUTED,
        A_ACKNOWLEDGED,
        ALL_ACKNOWLEDGED,
        A_RELEASED,
        ESCALATED,
        WAIT,
        WAIT_LONG,
        RESTART
    }

    @BeforeContainer
    static void quietly() {
        ((Logger) LoggerFactory.getLogger(AlertGroups.class)).setLevel(Level.OFF);
    }

    @AfterContainer
    static void loudly() {
        ((Logger) LoggerFactory.getLogger(AlertGroups.class)).setLevel(null);
    }

    @Property(tries = 500)
    void everyone_knows_in_the_end_and_nobody_is_told_twice(@ForAll @Size(max = 40) List<Step> steps) {
        scene = new GroupScene();
        state.clear();
        known.clear();
        alarms.clear();
        acknowledged.clear();
        scene.escalation("after 5m: sms\nafter 15m: email to anna", 1);
        steps.forEach(this::take);
        scene.muted.clear();
        pass(Duration.ofHours(2), Duration.ofSeconds(30));

        assertThat(known.keySet()).as("who believes that it fires").allMatch(ear -> state.get(ear.get(1))
                .firing());
        for (String channel : ALL.channels()) {
            state.forEach((integration, alert) -> assertThat(known.get(List.of(channel, integration)))
                    .as("%s of %s", integration, channel)
                    .isEqualTo(alert.firing() ? worstTold(channel, alert) : null));
        }
    }

    /** A fall in severity is no news: what was told goes on to stand. */
    private Severity worstTold(String channel, Alert alert) {
        Severity told = known.get(List.of(channel, alert.integration()));
        return told != null && told.compareTo(alert.severity()) > 0 ? told : alert.severity();
    }

    private void take(Step step) {
        switch (step) {
            case A_WARNS -> become("a", Severity.WARNING, true);
            case A_IS_CRITICAL -> become("a", Severity.CRITICAL, true);
            case A_ENDS -> become("a", Severity.WARNING, false);
            case B_WARNS -> become("b", Severity.WARNING, true);
            case B_ENDS -> become("b", Severity.WARNING, false);
            case A_MUTED -> scene.muted.put("a", new Muted("silenced", End.TOLD));
            case A_UNMUTED -> scene.muted.clear();
            case A_ACKNOWLEDGED -> acknowledge("slow/a", List.of("a"));
            case ALL_ACKNOWLEDGED -> acknowledge("all{}", List.of("a", "b"));
            case A_RELEASED -> {
                scene.responses().release("slow/a", "ben", "command");
                acknowledged.remove("a");
                listen();
            }
            case ESCALATED -> {
                scene.responses().escalate("all{}", "ben", "command");
                listen();
            }
            case WAIT -> pass(Duration.ofSeconds(20), Duration.ofSeconds(5));
            case WAIT_LONG -> pass(Duration.ofMinutes(25), Duration.ofMinutes(1));
            case RESTART -> scene.restart();
        }
    }

    private void acknowledge(String topic, List<String> integrations) {
        scene.responses().acknowledge(topic, "anna", "command");
        integrations.stream()
                .map(state::get)
                .filter(alert -> alert != null && alert.firing())
                .forEach(alert -> acknowledged.putIfAbsent(alert.integration(), alert.severity()));
        listen();
    }

    private void become(String integration, Severity severity, boolean firing) {
        Alert before = state.get(integration);
        if (!firing && (before == null || !before.firing())) {
            return;
        }
        Alert alert = scene.alert(integration, severity, firing);
        state.put(integration, alert);
        Severity then = acknowledged.get(integration);
        boolean begins = before == null || !before.firing();
        if (then != null && (!firing || begins || severity.compareTo(then) > 0)) {
            acknowledged.remove(integration);
        }
        if (firing) {
            scene.groups.fires(alert, List.of(ALL));
        } else {
            scene.groups.ends(alert);
        }
    }

    private void pass(Duration time, Duration step) {
        for (Instant end = scene.clock.instant().plus(time);
                scene.clock.instant().isBefore(end); ) {
            scene.clock.advance(step);
            scene.groups.flush();
            listen();
        }
    }

    private void listen() {
        scene.told.forEach(this::hear);
        scene.told.clear();
    }

    private void hear(Posting posting) {
        Notice notice = posting.notice();
        if (notice.reason().isAnswer()) {
            return;
        }
        boolean byHand = notice.remarks().toString().contains("by ben");
        if (notice.reason() == Reason.ESCALATED && !byHand || notice.reason() == Reason.REPEAT) {
            assertThat(notice.news()).isNotEmpty().allMatch(alert -> !acknowledged.containsKey(alert.substring(5)));
        }
        for (Alert alert : notice.alerts()) {
            List<String> ear = List.of(posting.channel(), alert.integration());
            List<String> aside = List.of(posting.channel() + " by a step", alert.integration());
            if (!alert.firing()) {
                assertThat(Arrays.asList(known.remove(ear), known.remove(aside)))
                        .as("an end follows an alarm")
                        .anyMatch(Objects::nonNull);
                continue;
            }
            assertThat(scene.muted).as("muted").doesNotContainKey(alert.integration());
            if (notice.reason() == Reason.ESCALATED) {
                known.put(aside, alert.severity());
                continue;
            }
            if (notice.reason() != Reason.REPEAT && notice.news().contains(alert.fingerprint())) {
                isWorthTelling(ear, alert);
                alarms.put(ear, new Told(true, alert.severity(), scene.clock.instant(), scene.clock.instant()));
            }
            known.merge(ear, alert.severity(), (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
    }

    private void isWorthTelling(List<String> ear, Alert alert) {
        Told before = alarms.get(ear);
        boolean rise = before == null || alert.severity().compareTo(before.severity()) > 0;
        if (!rise) {
            assertThat(known.get(ear)).as("news of what is known").isNull();
            assertThat(before.heldUntil(GroupScene.HOLD_BACK)).as("hold-back").isBeforeOrEqualTo(scene.clock.instant());
        }
    }
}
