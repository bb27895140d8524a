package io.rollcall.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.alert.Severity;
import io.rollcall.group.Responses.Answer;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Acknowledgements, escalations and requests as the database keeps them. */
@ExtendWith(PostgresExtension.class)
class AnswersStoreTest {
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final GroupScene scene = new GroupScene();
    private final Jdbc jdbc;
    private final Sql sql;
    private final RequestStore requests;

    AnswersStoreTest(Database database, Sql sql) {
        this.jdbc = new Jdbc(database.dataSource());
        this.sql = sql;
        this.requests = new RequestStore(jdbc);
        scene.escalation("after 5m: sms\nafter 15m: email", 0);
        scene.groups.complete();
        scene.fires("a", Severity.WARNING);
        scene.after(Duration.ofMinutes(6));
    }

    private Requests engine() {
        DatabaseState state = new DatabaseState();
        state.reached();
        return new Requests(requests, scene.responses(), scene.groups, state);
    }

    private void record() throws JsonProcessingException {
        jdbc.run("record-batch", json.writeValueAsString(scene.members()));
    }

    @Test
    void who_looks_after_it_and_how_far_it_was_escalated_come_back_as_they_were() throws Exception {
        record();
        GroupStore store = new GroupStore(jdbc, json);
        assertThat(store.load()).isEqualTo(scene.members()).singleElement().satisfies(member -> {
            assertThat(member.ack()).isNull();
            assertThat(member.progress()).isEqualTo(new Progress(GroupScene.START.plusSeconds(10), 1, true));
        });
        scene.responses().acknowledge("slow/a", "anna", "sms");
        record();

        assertThat(store.load()).isEqualTo(scene.members());
        assertThat(store.load().get(0).ack().who()).isEqualTo("anna");
    }

    @Test
    void what_was_kept_before_there_were_acknowledgements_can_be_read() throws Exception {
        record();
        sql.execute("UPDATE alert_group_member SET ack = NULL, progress = NULL,"
                + " receiver = receiver - 'to' - 'escalation',"
                + " told = (SELECT jsonb_object_agg(key, value - 'aside') FROM jsonb_each(told))");

        MemberEntry kept = new GroupStore(jdbc, json).load().get(0);
        assertThat(kept.receiver().to()).isEmpty();
        assertThat(kept.receiver().escalation()).isNull();
        assertThat(kept.told().values()).isNotEmpty().noneMatch(Told::aside);
    }

    @Test
    void what_is_asked_for_is_done_in_its_order_once_and_answered() {
        UUID ack = requests.ask("acknowledge", "slow/a", "anna");
        UUID step = requests.ask("escalate", "slow/a", "anna");
        UUID back = requests.ask("release", "slow/a", "ben");
        UUID nothing = requests.ask("acknowledge", "slow/z", "ben");
        assertThat(requests.answer(ack)).isEmpty();
        scene.told.clear();
        engine().takeUp();
        engine().takeUp();

        assertThat(List.of(ack, step, back, nothing).stream()
                        .map(id -> requests.answer(id).orElseThrow()))
                .extracting(Answer::done, Answer::text)
                .containsExactly(
                        tuple(true, "anna looks after a (slow)."),
                        tuple(true, "Told over email."),
                        tuple(true, "Nobody looks after a (slow) any more."),
                        tuple(false, "Nothing fires under 'slow/z'; it may have ended."));
        assertThat(scene.told)
                .extracting(Posting::channel)
                .containsExactly("slack", "sms", "email", "slack", "email", "sms");
    }

    @Test
    void nothing_is_answered_before_the_last_run_is_known_and_answers_go_after_a_day() throws SQLException {
        UUID ack = requests.ask("acknowledge", "slow/a", "anna");
        scene.restart();
        engine().takeUp();
        assertThat(requests.answer(ack)).isEmpty();
        scene.groups.complete();
        engine().takeUp();
        assertThat(requests.answer(ack)).isPresent();
        sql.execute("UPDATE alert_request SET answered_at = now() - interval '25 hours'");
        requests.ask("release", "slow/a", "anna");
        engine().takeUp();

        assertThat(requests.answer(ack)).isEmpty();
    }
}
