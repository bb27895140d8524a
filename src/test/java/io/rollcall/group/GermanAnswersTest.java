package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Severity;
import io.rollcall.group.Responses.Answer;
import io.rollcall.words.Language;
import io.rollcall.words.Words;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever asks in German is answered in German. */
class GermanAnswersTest {
    private final GroupScene scene = new GroupScene();

    @Test
    void what_was_done_and_what_was_not() {
        Responses responses = scene.responses().in(Words.in(Language.DE));
        scene.escalation("after 15m: sms to anna", 0);
        scene.fires("a", Severity.CRITICAL);
        scene.after(Duration.ofSeconds(10));

        assertThat(responses.escalate("slow/a", "anna", "sms").text()).isEqualTo("Gemeldet über sms to anna.");
        assertThat(scene.told.get(scene.told.size() - 1).notice().remarks())
                .as("kept in English")
                .containsExactly("Escalated by anna over sms (step 1 of 1)");
        assertThat(responses.escalate("slow/a", "anna", "sms"))
                .isEqualTo(new Answer(false, "Es ist keine Stufe übrig, oder es wird zurzeit nicht gemeldet."));
        assertThat(responses.acknowledge("slow/a", "anna", "sms").text()).isEqualTo("anna kümmert sich um a (slow).");
        assertThat(responses.acknowledge("slow/a", "ben", "slack").text())
                .startsWith("Bereits vorher: anna hat es über sms am ")
                .endsWith(" bestätigt.");
        assertThat(responses.release("slow/a", "anna", "sms").text())
                .isEqualTo("Niemand kümmert sich mehr um a (slow).");
        assertThat(responses
                        .silence("slow/a", Duration.ofHours(1), "anna", "sms")
                        .text())
                .isEqualTo("a (slow) wird für 1h niemandem gemeldet.");
        assertThat(responses.acknowledge("x", "anna", "sms").text())
                .isEqualTo("Unter „x“ besteht kein Alarm; er ist vielleicht beendet.");
    }
}
