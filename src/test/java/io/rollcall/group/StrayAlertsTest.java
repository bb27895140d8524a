package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was told and nobody says any more ends; what is just being said does not. */
class StrayAlertsTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final GroupScene scene = new GroupScene();

    @Test
    void what_no_rule_knows_any_more_is_ended() {
        scene.fires("a");
        scene.fires("b");
        scene.after(WAIT);
        scene.restart();
        scene.groups.reconcile(Set::of, alert -> true);
        scene.groups.complete();
        scene.groups.reconcile(() -> Set.of("slow/b"), alert -> true);

        assertThat(scene.after(INTERVAL)).containsExactly("slack SOME_ENDED +b -a");
    }

    @Test
    void what_comes_up_or_begins_anew_while_the_rules_are_asked_is_no_stray() {
        scene.groups.complete();
        scene.fires("a");
        scene.groups.reconcile(
                () -> {
                    scene.fires("b");
                    scene.ends("a");
                    scene.clock.advance(Duration.ofMillis(1));
                    scene.fires("a");
                    return Set.of();
                },
                alert -> true);

        assertThat(scene.after(WAIT)).containsExactly("slack FIRST +a +b");
    }
}
