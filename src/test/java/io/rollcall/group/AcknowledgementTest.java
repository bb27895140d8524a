package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Responses.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an acknowledgement does, what ends it, and what people are answered. */
class AcknowledgementTest {
    private static final String GROUP = "team{rule=slow, severity=warning}";
    private static final Duration REPEAT = Duration.ofHours(12);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final GroupScene scene = new GroupScene();

    private Answer acknowledge(String topic) {
        return scene.responses().acknowledge(topic, "anna", "command");
    }

    private void toldOf(String... integrations) {
        List.of(integrations).forEach(scene::fires);
        scene.after(Duration.ofSeconds(10));
    }

    @Test
    void what_is_acknowledged_is_not_repeated_and_its_end_says_by_whom() {
        toldOf("a");
        assertThat(acknowledge(GROUP)).isEqualTo(new Answer(true, "anna looks after a (slow)."));
        scene.told.clear();

        assertThat(scene.after(REPEAT.multipliedBy(2))).isEmpty();
        scene.ends("a");
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack ALL_ENDED -a");
        assertThat(scene.told.get(0).notice().acks().get("slow/a").who()).isEqualTo("anna");
    }

    @Test
    void those_who_were_told_are_told_who_looks_after_what() {
        toldOf("a", "b");
        scene.told.clear();
        acknowledge("slow/a");

        assertThat(scene.told).extracting(GroupScene::line).containsExactly("slack to those told ACKNOWLEDGED +a +b");
        assertThat(scene.told.get(0).notice().news()).containsExactly("slow/a");
        assertThat(scene.told.get(0).notice().acks()).containsOnlyKeys("slow/a");
    }

    @Test
    void a_repeat_is_sent_for_what_nobody_looks_after_and_says_what_somebody_does() {
        toldOf("a", "b");
        acknowledge("slow/a");

        assertThat(scene.after(REPEAT)).containsExactly("slack REPEAT +a +b");
        Notice repeat = scene.told.get(0).notice();
        assertThat(repeat.news()).containsExactly("slow/b");
        assertThat(repeat.acks()).containsOnlyKeys("slow/a");
    }

    @Test
    void what_is_new_in_the_group_is_told_and_not_acknowledged() {
        toldOf("a");
        acknowledge(GROUP);
        scene.fires("b");

        assertThat(scene.after(INTERVAL)).containsExactly("slack MORE +a +b");
        assertThat(acknowledge("slow/b").done()).isTrue();
    }

    @Test
    void a_rise_in_severity_is_told_and_ends_it() {
        Receiver all = new Receiver(
                "all", List.of("slack"), List.of("rule"), Duration.ZERO, INTERVAL, REPEAT, true, List.of(), null);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(all));
        scene.after(Duration.ofSeconds(1));
        acknowledge("slow/a");
        scene.groups.fires(scene.alert("a", Severity.CRITICAL, true), List.of(all));

        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack MORE +a");
        assertThat(scene.told.get(0).notice().acks()).isEmpty();
        assertThat(acknowledge("slow/a").done()).isTrue();
    }

    @Test
    void it_ends_with_the_alert() {
        toldOf("a");
        acknowledge("slow/a");
        scene.ends("a");
        scene.after(GroupScene.HOLD_BACK.plusHours(1));
        toldOf("a");

        assertThat(scene.told.get(0).notice().acks()).isEmpty();
        assertThat(scene.after(REPEAT)).containsExactly("slack REPEAT +a");
    }

    @Test
    void the_second_to_acknowledge_learns_who_was_first() {
        toldOf("a");
        acknowledge("slow/a");

        assertThat(scene.responses().acknowledge(GROUP, "ben", "slack"))
                .isEqualTo(new Answer(false, "anna has acknowledged it over command at 2026-03-02T12:00:10Z before."));
    }

    @Test
    void what_does_not_fire_cannot_be_acknowledged_nor_released() {
        String text = "Nothing fires under 'slow/a'; it may have ended.";
        assertThat(acknowledge("slow/a")).isEqualTo(new Answer(false, text));
        assertThat(scene.responses().release("slow/a", "anna", "command")).isEqualTo(new Answer(false, text));
        toldOf("a");
        assertThat(scene.responses().release("slow/a", "anna", "command"))
                .isEqualTo(new Answer(false, "Nobody has acknowledged it."));
    }

    @Test
    void it_holds_for_all_who_are_told_of_the_alert_also_those_of_later() {
        Receiver boss = new Receiver(
                "boss", List.of("email"), List.of("..."), Duration.ZERO, INTERVAL, REPEAT, true, List.of(), null);
        Alert alert = scene.alert("a", Severity.WARNING, true);
        scene.groups.fires(alert, List.of(GroupScene.TEAM));
        scene.after(Duration.ofSeconds(10));
        acknowledge(GROUP);
        scene.groups.fires(alert, List.of(GroupScene.TEAM, boss));

        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("email FIRST +a");
        assertThat(scene.after(REPEAT.multipliedBy(2))).isEmpty();
    }

    @Test
    void it_survives_a_kill_and_moves_with_the_alert_to_other_receivers() {
        toldOf("a");
        acknowledge("slow/a");
        scene.restart();
        assertThat(scene.after(REPEAT.multipliedBy(2))).isEmpty();
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(GroupScene.WATCHED));
        scene.restart();

        assertThat(scene.after(REPEAT.multipliedBy(2))).isEmpty();
        assertThat(acknowledge("slow/a").text()).startsWith("anna has acknowledged it");
    }

    @Test
    void what_is_released_is_repeated_again() {
        toldOf("a");
        acknowledge("slow/a");
        scene.after(REPEAT);
        assertThat(scene.responses().release("slow/a", "ben", "command").text())
                .isEqualTo("Nobody looks after a (slow) any more.");

        assertThat(scene.after(INTERVAL)).containsExactly("slack REPEAT +a");
        scene.restart();
        assertThat(scene.after(REPEAT)).containsExactly("slack REPEAT +a");
    }

    @Test
    void those_who_were_told_are_told_what_nobody_looks_after_any_more_and_who_says_so() {
        toldOf("a", "b");
        acknowledge(GROUP);
        scene.told.clear();
        scene.responses().release("slow/a", "ben", "slack");

        assertThat(scene.told).extracting(GroupScene::line).containsExactly("slack to those told RELEASED +a +b");
        Notice notice = scene.told.get(0).notice();
        assertThat(notice.news()).containsExactly("slow/a");
        assertThat(notice.acks()).containsOnlyKeys("slow/b");
        assertThat(notice.remarks()).containsExactly("Released by ben over slack");
    }

    @Test
    void a_silence_is_about_just_what_fires_and_is_made_by_whoever_asked() {
        toldOf("a", "b");
        Answer answer = scene.responses().silence(GROUP, Duration.ofHours(2), "anna", "slack");

        assertThat(answer).isEqualTo(new Answer(true, "Nobody is told of a (slow), b (slow) for 2h."));
        assertThat(scene.silences.of(scene.alert("a", Severity.CRITICAL, true), scene.clock.instant()))
                .hasValueSatisfying(silence -> {
                    assertThat(silence.createdBy()).isEqualTo("anna");
                    assertThat(silence.comment()).isEqualTo("asked for over slack");
                });
        assertThat(scene.silences.of(scene.alert("c", Severity.WARNING, true), scene.clock.instant()))
                .isEmpty();
        assertThat(scene.responses()
                        .silence("slow/a", Duration.ofDays(400), "anna", "slack")
                        .text())
                .startsWith("A silence lasts at most 30d");
    }
}
