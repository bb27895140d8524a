package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Muting.End;
import io.rollcall.group.Muting.Muted;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each send decision of Alertmanager's grouping, and where ours is better. */
class AlertGroupsTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration REPEAT = Duration.ofHours(12);

    private final GroupScene scene = new GroupScene();

    @Test
    void the_first_message_waits_for_what_else_fires_meanwhile() {
        scene.fires("a");
        assertThat(scene.after(Duration.ofSeconds(5))).isEmpty();
        scene.fires("b");
        assertThat(scene.after(Duration.ofSeconds(4))).isEmpty();
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack FIRST +a +b");
        assertThat(scene.after(INTERVAL)).isEmpty();
    }

    @Test
    void what_ends_before_it_was_told_is_never_told() {
        scene.fires("a");
        scene.after(Duration.ofSeconds(5));
        scene.ends("a");

        assertThat(scene.after(Duration.ofHours(2))).isEmpty();
        assertThat(scene.kept()).isZero();
    }

    @Test
    void what_is_added_is_told_when_the_interval_has_passed_with_what_still_fires() {
        scene.fires("a");
        scene.after(WAIT);
        scene.fires("b");

        assertThat(scene.after(INTERVAL.minusSeconds(1))).isEmpty();
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack MORE +a +b");
    }

    @Test
    void what_is_added_later_than_the_interval_is_told_at_the_next_look() {
        scene.fires("a");
        scene.after(WAIT);
        scene.after(Duration.ofMinutes(12));
        scene.fires("b");

        assertThat(scene.after(INTERVAL)).containsExactly("slack MORE +a +b");
    }

    @Test
    void an_end_among_others_waits_for_the_interval_and_the_last_one_for_nothing() {
        scene.fires("a");
        scene.fires("b");
        scene.after(WAIT);
        scene.ends("a");
        assertThat(scene.after(INTERVAL)).containsExactly("slack SOME_ENDED +b -a");
        scene.ends("b");
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack ALL_ENDED -b");
        assertThat(scene.after(Duration.ofDays(2))).isEmpty();
        assertThat(scene.kept()).isZero();
    }

    @Test
    void one_end_and_one_new_alert_are_one_message() {
        scene.fires("a");
        scene.after(WAIT);
        scene.fires("b");
        scene.ends("a");

        assertThat(scene.after(INTERVAL)).containsExactly("slack MORE +b -a");
    }

    @Test
    void it_is_repeated_exactly_when_the_repeat_interval_has_passed() {
        scene.fires("a");
        scene.after(WAIT);

        assertThat(scene.after(REPEAT.minusSeconds(1))).isEmpty();
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack REPEAT +a");
        assertThat(scene.after(REPEAT.minusSeconds(1))).isEmpty();
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack REPEAT +a");
    }

    @Test
    void a_rise_in_severity_waits_for_nothing_and_a_fall_is_no_news() {
        Receiver each = receiver(List.of(Receiver.EACH), List.of("slack"), true);
        Receiver all = receiver(List.of(), List.of("slack"), true);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(all));
        scene.after(WAIT);
        scene.groups.fires(scene.alert("a", Severity.CRITICAL, true), List.of(all));
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack MORE +a");
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(all));
        assertThat(scene.after(Duration.ofHours(2))).isEmpty();
        assertThat(each.groupBy()).containsExactly("...");
    }

    @Test
    void an_alarm_that_comes_back_is_held_back_for_an_hour_after_it_was_told() {
        scene.fires("a");
        scene.after(WAIT);
        scene.after(Duration.ofMinutes(10));
        scene.ends("a");
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack ALL_ENDED -a");
        scene.fires("a");
        assertThat(scene.after(Duration.ofMinutes(49))).isEmpty();
        assertThat(scene.after(Duration.ofMinutes(1))).containsExactly("slack FIRST +a");
    }

    @Test
    void an_alarm_that_comes_back_worse_is_not_held_back() {
        Receiver all = receiver(List.of(), List.of("slack"), true);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(all));
        scene.after(WAIT);
        scene.groups.ends(scene.alert("a", Severity.WARNING, false));
        scene.after(Duration.ofMinutes(1));
        scene.groups.fires(scene.alert("a", Severity.CRITICAL, true), List.of(all));

        assertThat(scene.after(WAIT)).containsExactly("slack FIRST +a");
    }

    @Test
    void labels_decide_which_alerts_are_told_together() {
        scene.fires("a");
        scene.groups.fires(scene.alert("b", Severity.CRITICAL, true), List.of(GroupScene.TEAM));
        Receiver each = receiver(List.of(Receiver.EACH), List.of("sms"), true);
        scene.groups.fires(scene.alert("c", Severity.INFO, true), List.of(each));
        scene.groups.fires(scene.alert("d", Severity.INFO, true), List.of(each));

        assertThat(scene.after(WAIT))
                .containsExactlyInAnyOrder("slack FIRST +a", "slack FIRST +b", "sms FIRST +c", "sms FIRST +d");
    }

    @Test
    void what_is_muted_is_told_once_it_no_longer_is() {
        scene.muted.put("a", new Muted("silenced", End.TOLD));
        scene.fires("a");
        assertThat(scene.after(Duration.ofMinutes(30))).isEmpty();
        scene.muted.clear();

        assertThat(scene.after(INTERVAL)).containsExactly("slack FIRST +a");
    }

    @Test
    void the_end_of_what_was_told_before_it_was_muted_is_told_if_wanted() {
        scene.fires("a");
        scene.after(WAIT);
        scene.muted.put("a", new Muted("silenced", End.TOLD));
        assertThat(scene.after(REPEAT.plusHours(1))).as("no repeat while muted").isEmpty();
        scene.ends("a");

        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack ALL_ENDED -a");
    }

    @Test
    void the_end_of_what_is_muted_for_good_is_not_told() {
        scene.fires("a");
        scene.after(WAIT);
        scene.muted.put("a", new Muted("silenced", End.DROPPED));
        scene.ends("a");

        assertThat(scene.after(Duration.ofHours(3))).isEmpty();
        assertThat(scene.kept()).isZero();
    }

    @Test
    void the_end_of_what_comes_and_goes_is_told_when_it_has_settled_unless_it_fires_again() {
        scene.fires("a");
        scene.fires("b");
        scene.after(WAIT);
        scene.muted.put("a", new Muted("comes and goes", End.HELD));
        scene.muted.put("b", new Muted("comes and goes", End.HELD));
        scene.ends("a");
        scene.ends("b");
        assertThat(scene.after(Duration.ofMinutes(20))).isEmpty();
        scene.fires("b");
        scene.muted.clear();

        assertThat(scene.after(INTERVAL)).containsExactly("slack SOME_ENDED +b -a");
    }

    @Test
    void what_is_muted_is_not_mentioned_with_what_is_told() {
        scene.fires("a");
        scene.after(WAIT);
        scene.muted.put("a", new Muted("silenced", End.TOLD));
        scene.fires("b");

        assertThat(scene.after(INTERVAL)).containsExactly("slack MORE +b");
    }

    @Test
    void who_wants_no_ends_is_told_none() {
        Receiver alarmsOnly = receiver(List.of("rule"), List.of("sms"), false);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(alarmsOnly));
        scene.after(WAIT);
        scene.ends("a");

        assertThat(scene.after(Duration.ofHours(2))).isEmpty();
        assertThat(scene.kept()).isZero();
    }

    @Test
    void a_restart_repeats_nothing_and_forgets_nothing() {
        scene.fires("a");
        scene.after(WAIT);
        scene.fires("b");
        scene.restart();
        assertThat(scene.after(Duration.ofSeconds(1)))
                .as("b has waited; a was told")
                .containsExactly("slack MORE +a +b");
        scene.restart();
        assertThat(scene.after(Duration.ofHours(11))).isEmpty();
        scene.restart();
        assertThat(scene.after(Duration.ofHours(1))).containsExactly("slack REPEAT +a +b");
        scene.ends("a");
        scene.restart();
        scene.ends("b");
        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack ALL_ENDED -a -b");
        scene.restart();
        assertThat(scene.after(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void a_restart_within_the_wait_loses_nothing() {
        scene.fires("a");
        scene.restart();

        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("slack FIRST +a");
    }

    @Test
    void the_hold_back_survives_a_restart() {
        scene.fires("a");
        scene.after(WAIT);
        scene.ends("a");
        scene.after(Duration.ofSeconds(1));
        scene.restart();
        scene.fires("a");

        assertThat(scene.after(Duration.ofMinutes(59))).isEmpty();
        assertThat(scene.after(Duration.ofMinutes(1))).containsExactly("slack FIRST +a");
    }

    @Test
    void what_is_routed_elsewhere_leaves_its_group_and_is_not_told_twice() {
        Receiver everyone = receiver(List.of("severity"), List.of("slack", "sms"), true);
        scene.fires("a");
        scene.after(WAIT);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(everyone));
        assertThat(scene.after(INTERVAL)).containsExactly("sms FIRST +a");
        scene.ends("a");

        assertThat(scene.after(Duration.ofSeconds(1)))
                .containsExactlyInAnyOrder("slack ALL_ENDED -a", "sms ALL_ENDED -a");
    }

    @Test
    void a_storm_is_one_message_that_says_how_many_more_there_are() {
        IntStream.range(0, 10_000).forEach(i -> scene.fires("i" + i));
        scene.after(WAIT);

        assertThat(scene.told).hasSize(1);
        Notice notice = scene.told.get(0).notice();
        assertThat(notice.alerts()).hasSize(100).allMatch(Alert::firing);
        assertThat(notice.more()).isEqualTo(9_900);
    }

    private static Receiver receiver(List<String> groupBy, List<String> channels, boolean tellsEnd) {
        return new Receiver("other", channels, groupBy, WAIT, INTERVAL, REPEAT, tellsEnd, List.of(), null);
    }
}
