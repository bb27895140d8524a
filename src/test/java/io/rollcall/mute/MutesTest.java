package io.rollcall.mute;

import static io.rollcall.mute.SomeAlerts.START;
import static io.rollcall.mute.SomeAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.mute.MuteReason.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MutesTest {
    private static final InhibitRule WORSE = rule("worse", "severity=critical", "severity=warning", "integration");

    private final HandSetClock clock = new HandSetClock(START);
    private final Silences silences = new Silences(entries -> {}, clock, Duration.ofDays(30), Duration.ofHours(1));
    private final Flapping flapping = new Flapping(entries -> {});
    private final Mutes mutes = new Mutes(silences, flapping);
    private final Alert down = alert("down", "stripe", "critical", "group", "payments");
    private final Alert slow = alert("slow", "stripe", "warning", "group", "payments");

    private static InhibitRule rule(String name, String source, String target, String... equal) {
        return new InhibitRule(name, Matchers.parse(source), Matchers.parse(target), Set.of(equal));
    }

    private Optional<String> inhibitedBy(Alert alert, Alert... firing) {
        return mutes.reason(alert, List.of(firing), START).map(MuteReason::id);
    }

    @Test
    void what_fires_worse_about_the_same_integration_keeps_the_lesser_from_being_told() {
        mutes.inhibitBy(List.of(WORSE));

        assertThat(inhibitedBy(slow, slow)).isEmpty();
        assertThat(inhibitedBy(slow, slow, down)).contains("worse");
        assertThat(inhibitedBy(down, slow, down)).isEmpty();
        assertThat(inhibitedBy(alert("slow", "retell", "warning"), slow, down)).isEmpty();
        assertThat(mutes.reason(slow, List.of(slow, down), START))
                .contains(new MuteReason(
                        Kind.INHIBITED, "not told while down of Name of stripe fires (worse)", "worse", true));
    }

    @Test
    void what_has_ended_inhibits_nothing() {
        mutes.inhibitBy(List.of(WORSE));
        Alert ended = new Alert(
                down.rule(),
                down.condition(),
                down.severity(),
                false,
                down.integration(),
                down.name(),
                down.kind(),
                down.group(),
                down.status(),
                down.startedAt(),
                down.at(),
                0,
                null,
                null,
                List.of(),
                null,
                List.of(),
                down.labels(),
                down.annotations());

        assertThat(inhibitedBy(slow, slow, ended)).isEmpty();
    }

    @Test
    void a_label_that_both_lack_is_equal_and_one_that_one_of_them_lacks_is_not() {
        mutes.inhibitBy(List.of(rule("site", "rule=router", "rule!=router", "site")));
        Alert router = alert("router", "router", "critical");

        assertThat(inhibitedBy(slow, slow, router)).contains("site");
        assertThat(inhibitedBy(alert("slow", "stripe", "warning", "site", "berlin"), router))
                .isEmpty();
    }

    @Test
    void two_that_fit_both_sides_do_not_silence_one_another() {
        mutes.inhibitBy(List.of(rule("one", "severity=critical", "severity=~\"critical|warning\"")));
        Alert other = alert("other", "retell", "critical");

        assertThat(inhibitedBy(down, down, other)).isEmpty();
        assertThat(inhibitedBy(other, down, other)).isEmpty();
        assertThat(inhibitedBy(slow, slow, other)).as("it fits one side").contains("one");
        mutes.inhibitBy(List.of(rule("all", "severity=warning", "severity=~\".+\"")));
        assertThat(inhibitedBy(slow, slow)).as("nothing inhibits itself").isEmpty();
    }

    @Test
    void somebody_has_silenced_it() {
        Silence silence = silences.add(new Draft(
                List.of("group=payments"), null, START.plus(Duration.ofHours(2)), "anna", "new keys", null, false));

        assertThat(mutes.reason(down, List.of(), START))
                .contains(new MuteReason(
                        Kind.SILENCED, "silenced until 2026-03-01 14:00 UTC by anna: new keys", silence.id(), false));
        assertThat(mutes.reason(down, List.of(), START.plus(Duration.ofHours(2))))
                .isEmpty();
        assertThat(mutes.reason(alert("down", "retell", "critical"), List.of(), START))
                .isEmpty();
    }

    @Test
    void what_comes_and_goes_is_not_told_but_that_it_does_is() {
        flapping.restore(List.of(new FlapEntry("stripe", "hdhdhdhdhdhdhdhdhdhdh", true, START)));

        assertThat(mutes.reason(down, List.of(), START))
                .contains(new MuteReason(Kind.FLAPPING, "Name of stripe comes and goes", "stripe", false));
        assertThat(mutes.reason(alert(Mutes.FLAPPING, "stripe", "warning"), List.of(), START))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    void thousands_of_alerts_silences_and_inhibitions_are_no_matter() {
        mutes.inhibitBy(List.of(WORSE));
        List<Silence> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Draft draft = new Draft(
                    List.of(i % 2 == 0 ? "integration=i" + i + ",severity=warning" : "integration=~\"i" + i + "[xy]\""),
                    null,
                    START.plus(Duration.ofDays(1)),
                    "anna",
                    "load",
                    null,
                    true);
            many.add(draft.silence("s" + i, START, Duration.ofDays(1)));
        }
        silences.restore(many);
        List<Alert> firing = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            firing.add(alert("slow", "i" + i, "warning"));
        }
        Mutes.Look look = mutes.among(firing);

        // On a busy machine of two cores 1.3 s; when asked again, which is what happens, 0.2 s.
        assertThat(firing)
                .filteredOn(alert -> look.reason(alert, START).isPresent())
                .hasSize(500);
    }
}
