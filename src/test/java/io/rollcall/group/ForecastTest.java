package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Forecast.Outlook;
import io.rollcall.group.Forecast.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is foretold is what the real groups do. */
class ForecastTest {
    private final GroupScene scene = new GroupScene();

    @Test
    void the_first_of_a_group_waits_for_others() {
        assertThat(slack("shop").at()).isEqualTo(now().plusSeconds(10));
    }

    @Test
    void one_that_comes_later_waits_for_the_interval_and_for_what_was_told_before() {
        scene.fires("till");
        scene.after(Duration.ofMinutes(1));
        Telling telling = tell("shop", Severity.WARNING);
        assertThat(telling.together()).isEqualTo(1);
        Instant foretold = telling.channels().get("slack").at();
        assertThat(foretold).isEqualTo(now().plusSeconds(250));
        scene.fires("shop");
        assertThat(scene.after(Duration.between(now(), foretold).minusSeconds(1)))
                .isEmpty();
        assertThat(scene.after(Duration.ofSeconds(1))).hasSize(1);
    }

    @Test
    void what_was_told_is_told_again_after_the_repeat_interval() {
        scene.fires("shop");
        scene.after(Duration.ofMinutes(1));
        Outlook outlook = slack("shop");
        assertThat(outlook.toldAt()).isEqualTo(now().minusSeconds(50));
        assertThat(outlook.at()).isEqualTo(now().minusSeconds(50).plus(Duration.ofHours(12)));
    }

    @Test
    void what_was_told_shortly_before_is_held_back_unless_it_is_worse() {
        scene.fires("shop");
        scene.after(Duration.ofMinutes(1));
        scene.ends("shop");
        scene.after(Duration.ofMinutes(10));
        Instant alarm = GroupScene.START.plusSeconds(10);
        Outlook outlook = slack("shop");
        assertThat(outlook.toldAt()).isNull();
        assertThat(outlook.heldUntil()).isEqualTo(alarm.plus(GroupScene.HOLD_BACK));
        assertThat(outlook.at()).isEqualTo(alarm.plus(GroupScene.HOLD_BACK));
    }

    @Test
    void what_mutes_it_delays_it_and_what_mutes_it_for_good_silences_it() {
        Instant over = now().plus(Duration.ofHours(2));
        Muting until = (firing, at) -> alert -> at.isBefore(over)
                ? Optional.of(new Muting.Muted("people work on it", Muting.End.TOLD))
                : Optional.empty();
        Instant told =
                tell("shop", Severity.WARNING, until).channels().get("slack").at();
        assertThat(told).isBetween(over, over.plus(GroupScene.TEAM.groupInterval()));
        Muting forever = (firing, at) -> alert -> Optional.of(new Muting.Muted("it is muted", Muting.End.TOLD));
        assertThat(tell("shop", Severity.WARNING, forever).channels().get("slack"))
                .isEqualTo(new Outlook(null, null, null));
    }

    private Outlook slack(String integration) {
        return tell(integration, Severity.WARNING).channels().get("slack");
    }

    private Telling tell(String integration, Severity severity) {
        return tell(integration, severity, (firing, at) -> alert -> Optional.empty());
    }

    private Telling tell(String integration, Severity severity, Muting muting) {
        Alert alert = scene.alert(integration, severity, true);
        List<MemberEntry> kept = new ArrayList<>(scene.members());
        return new Forecast(kept, muting, GroupScene.HOLD_BACK)
                .of(alert, List.of(GroupScene.TEAM))
                .get(0);
    }

    private Instant now() {
        return scene.clock.instant();
    }
}
