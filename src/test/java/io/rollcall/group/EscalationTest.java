package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.alert.Severity;
import io.rollcall.group.Muting.End;
import io.rollcall.group.Muting.Muted;
import io.rollcall.group.Responses.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who else is told while nobody acknowledges, and when. */
class EscalationTest {
    private static final String STEPS =
            """
            after 5m: sms, email to on-call:payments
            after 15m: pagerduty
            after 30m: sms to anna, ben
            """;

    private final GroupScene scene = new GroupScene();

    @BeforeEach
    void declare() {
        scene.escalation(STEPS, 0);
    }

    private List<String> told(int minutes) {
        return scene.after(Duration.ofMinutes(minutes));
    }

    /** It is told at 12:00:10. */
    private void fires(String integration) {
        scene.fires(integration, Severity.WARNING);
        scene.after(Duration.ofSeconds(10));
    }

    @Test
    void each_step_is_taken_once_at_its_time_and_says_why() {
        fires("a");
        assertThat(told(5))
                .containsExactly("sms to on-call:payments ESCALATED +a", "email to on-call:payments ESCALATED +a");
        assertThat(told(9)).isEmpty();
        assertThat(told(1)).containsExactly("pagerduty ESCALATED +a");
        assertThat(scene.told.get(0).notice().remarks())
                .containsExactly("Nobody has acknowledged for 15 minutes (step 2 of 3)");
        assertThat(told(15)).containsExactly("sms to anna,ben ESCALATED +a");
        assertThat(told(600)).isEmpty();
    }

    @Test
    void the_end_goes_to_those_who_were_told_by_a_step() {
        fires("a");
        told(5);
        scene.ends("a");

        assertThat(told(1))
                .containsExactly(
                        "slack ALL_ENDED -a", "email to those told ALL_ENDED -a", "sms to those told ALL_ENDED -a");
        assertThat(told(600)).isEmpty();
        assertThat(scene.kept()).isZero();
    }

    @Test
    void no_step_is_taken_of_what_is_acknowledged_and_those_told_by_steps_learn_it() {
        fires("a");
        told(5);
        scene.told.clear();
        scene.responses().acknowledge("slow/a", "anna", "sms");

        assertThat(scene.told).extracting(Posting::channel).containsExactly("slack", "email", "sms");
        assertThat(told(600)).isEmpty();
    }

    @Test
    void something_new_begins_it_again_when_all_before_was_acknowledged() {
        fires("a");
        told(5);
        scene.responses().acknowledge("slow/a", "anna", "sms");
        told(10);
        scene.fires("b", Severity.WARNING);
        assertThat(told(5)).containsExactly("slack MORE +a +b");
        assertThat(told(5))
                .containsExactly("sms to on-call:payments ESCALATED +b", "email to on-call:payments ESCALATED +b");
    }

    @Test
    void what_is_released_is_escalated_again_from_the_first_step() {
        fires("a");
        told(15);
        scene.responses().acknowledge("slow/a", "anna", "sms");
        told(60);
        scene.responses().release("slow/a", "anna", "sms");

        assertThat(told(4)).isEmpty();
        assertThat(told(1)).hasSize(2).allMatch(line -> line.contains("on-call:payments ESCALATED"));
    }

    @Test
    void a_kill_repeats_no_step_and_forgets_none() {
        fires("a");
        told(5);
        scene.restart();
        assertThat(told(9)).isEmpty();
        scene.restart();
        assertThat(told(1)).containsExactly("pagerduty ESCALATED +a");
    }

    @Test
    void of_the_steps_that_came_due_while_nothing_ran_the_newest_is_taken_at_once() {
        fires("a");
        scene.clock.advance(Duration.ofMinutes(20));
        scene.restart();

        assertThat(scene.after(Duration.ofSeconds(1))).containsExactly("pagerduty ESCALATED +a");
        assertThat(told(9)).isEmpty();
        assertThat(told(1)).containsExactly("sms to anna,ben ESCALATED +a");
    }

    @Test
    void what_is_muted_is_not_escalated_until_it_is_no_longer() {
        fires("a");
        scene.muted.put("a", new Muted("silenced", End.TOLD));
        assertThat(told(20)).isEmpty();
        scene.muted.clear();

        assertThat(told(5)).containsExactly("pagerduty ESCALATED +a");
    }

    @Test
    void nothing_is_escalated_that_was_not_told() {
        scene.muted.put("a", new Muted("silenced", End.TOLD));
        fires("a");
        assertThat(told(60)).isEmpty();
        scene.muted.clear();

        assertThat(told(5)).containsExactly("slack FIRST +a");
    }

    @Test
    void a_rise_in_severity_asks_again_also_when_it_moves_to_another_group() {
        fires("a");
        told(5);
        scene.responses().acknowledge("slow/a", "anna", "sms");
        scene.fires("a", Severity.CRITICAL);

        assertThat(told(1)).first().asString().isEqualTo("slack MORE +a");
        assertThat(told(5)).hasSize(2).allMatch(line -> line.contains("ESCALATED +a"));
        scene.groups.ends(scene.alert("a", Severity.CRITICAL, false));
        assertThat(told(1)).hasSize(3).allMatch(line -> line.endsWith("ALL_ENDED -a"));
    }

    @Test
    void rounds_follow_one_another() {
        scene.escalation("after 10m: sms to anna\nafter 20m: sms to ben", 1);
        fires("a");

        assertThat(told(600))
                .containsExactly(
                        "sms to anna ESCALATED +a",
                        "sms to ben ESCALATED +a",
                        "sms to anna ESCALATED +a",
                        "sms to ben ESCALATED +a");
        assertThat(scene.told.get(3).notice().remarks())
                .containsExactly("Nobody has acknowledged for 40 minutes (step 4 of 4)");
    }

    @Test
    void somebody_may_take_the_next_step_at_any_time() {
        fires("a");
        scene.told.clear();
        assertThat(scene.responses().escalate("slow/a", "anna", "slack"))
                .isEqualTo(new Answer(true, "Told over sms, email to on-call:payments."));
        assertThat(scene.told.get(0).notice().remarks()).containsExactly("Escalated by anna over slack (step 1 of 3)");
        assertThat(told(14)).as("the first is taken").isEmpty();
        scene.responses().acknowledge("slow/a", "anna", "slack");
        scene.told.clear();
        assertThat(scene.responses().escalate("slow/a", "anna", "slack").text())
                .as("also of what is acknowledged")
                .isEqualTo("Told over pagerduty.");
        scene.responses().escalate("slow/a", "anna", "slack");
        assertThat(scene.responses().escalate("slow/a", "anna", "slack"))
                .isEqualTo(new Answer(false, "No step is left, or it is not told at present."));
    }

    @Test
    void without_an_escalation_there_is_none() {
        scene.fires("a");
        scene.after(Duration.ofSeconds(10));

        assertThat(scene.responses().escalate("slow/a", "anna", "slack"))
                .isEqualTo(new Answer(false, "Its receiver names no escalation."));
    }

    @Test
    void a_channel_that_is_off_is_passed_over_and_nothing_counts_as_told_there() {
        scene.escalation("after 1m: fax, sms", 0);
        fires("a");

        assertThat(told(1)).containsExactly("sms ESCALATED +a");
        assertThat(scene.members().get(0).told()).containsOnlyKeys("slack", "sms");
    }

    @Test
    void a_step_over_a_channel_that_holds_the_alarm_back_keeps_it_from_nobody() {
        scene.escalation("after 5m: sms to anna", 0);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(GroupScene.watched("sms")));
        scene.after(Duration.ofSeconds(10));
        scene.ends("a");
        assertThat(told(1)).containsExactly("sms ALL_ENDED -a");
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(GroupScene.watched("slack", "sms")));

        assertThat(told(10)).containsExactly("slack FIRST +a", "sms to anna ESCALATED +a");
        scene.restart();
        assertThat(told(60)).as("once the hour is over").containsExactly("sms FIRST +a");
        scene.restart();
        assertThat(told(60)).isEmpty();
        scene.ends("a");
        assertThat(told(1)).containsExactly("slack ALL_ENDED -a", "sms ALL_ENDED -a");
    }

    @Test
    void what_a_step_told_is_told_to_all_with_whatever_else_goes_over_its_channel() {
        scene.escalation("after 5m: sms to anna", 0);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(GroupScene.watched("sms")));
        scene.after(Duration.ofSeconds(10));
        scene.ends("a");
        told(1);
        scene.groups.fires(scene.alert("a", Severity.WARNING, true), List.of(GroupScene.watched("slack", "sms")));
        told(10);
        scene.groups.fires(scene.alert("b", Severity.WARNING, true), List.of(GroupScene.watched("slack", "sms")));

        assertThat(told(5)).containsExactly("slack MORE +a +b", "sms FIRST +a +b");
        assertThat(told(100)).noneMatch(line -> line.startsWith("sms"));
    }

    @Test
    void a_changed_declaration_holds_from_the_next_look_on() {
        fires("a");
        scene.escalation("after 6m: sms to carla", 0);

        assertThat(told(6)).containsExactly("sms to carla ESCALATED +a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "soon: sms                       | 'soon: sms' is no step; write one like 'after 5m: sms, email to on-call:payments'",
                "after soon: sms                 | 'soon' is no duration",
                "after 5m: sms mail              | 'after 5m: sms mail' names no channels",
                "after 5m: sms;after 5m: email   | 'after 5m: email' does not come after 'after 5m: sms'; what is told at one time is one step",
                "''                              | there is no step",
            })
    void a_mistake_says_what_would_be_right(String steps, String message) {
        assertThatThrownBy(() -> Escalation.parse(steps.replace(';', '\n'), 0)).hasMessageStartingWith(message);
    }
}
