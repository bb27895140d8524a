package io.rollcall.mute;

import static io.rollcall.mute.SomeAlerts.START;
import static io.rollcall.mute.SomeAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rollcall.HandSetClock;
import io.rollcall.alert.Alert;
import io.rollcall.calendar.Recurrence;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class MuteStoresTest {
    private final HandSetClock clock = new HandSetClock(START);
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final Sql sql;
    private final Jdbc jdbc;
    private final SilenceStore store;
    private final Silences silences;
    private final SilenceTable table;
    private final DatabaseState state = new DatabaseState();
    private final Alert slow = alert("slow", "stripe", "warning", "group", "payments");

    MuteStoresTest(Database database, Sql sql) {
        this.sql = sql;
        this.jdbc = new Jdbc(database.dataSource());
        this.store = new SilenceStore(jdbc, json);
        this.silences = new Silences(this::record, clock, Duration.ofDays(30), Duration.ofHours(1));
        this.table = new SilenceTable(silences, store, state, clock);
    }

    /** As the spool does. */
    private void record(List<? extends JournalEntry> entries) {
        try {
            jdbc.run("record-batch", json.writeValueAsString(entries));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Draft draft(String... matchers) {
        Recurrence nights = Recurrence.parse("daily 22:00-06:00", ZoneId.of("Europe/Berlin"));
        return new Draft(
                List.of(matchers), null, START.plus(Duration.ofDays(1)), "anna", "new \"keys\"", nights, false);
    }

    @Test
    void a_silence_comes_back_as_it_was_and_in_its_last_state() {
        Silence silence = silences.add(draft("severity=warning", "group=~\"pay.*\", team!=\"a \\\\ b\""));
        assertThat(store.load(START)).containsExactly(silence);
        clock.advance(Duration.ofMinutes(1));
        Silence longer = silences.change(silence.id(), Draft.of(silence).endingAt(START.plus(Duration.ofDays(2))));
        record(List.of(SilenceEntry.of(silence)));

        assertThat(store.load(START)).as("an older state is no news").containsExactly(longer);
        silences.expire(silence.id());
        assertThat(store.load(clock.instant())).isEmpty();
        assertThat(store.load(START)).extracting(Silence::endsAt).containsExactly(clock.instant());
    }

    @Test
    void what_people_write_into_the_table_counts_from_the_next_look_on() throws SQLException {
        table.meet();
        sql.execute("INSERT INTO silence (matchers, starts_at, ends_at, comment) VALUES"
                + " ('severity=warning, group=payments', '2026-03-01 11:00Z', '2026-03-01 14:00Z', 'by hand')");
        assertThat(silences.of(slow, START)).isEmpty();
        state.reached();
        table.follow();
        assertThat(silences.of(slow, START)).hasValueSatisfying(silence -> {
            assertThat(silence.comment()).isEqualTo("by hand");
            assertThat(silence.deliverEnd()).isTrue();
        });
        sql.execute("UPDATE silence SET matchers = 'severity=critical'");
        table.follow();
        assertThat(silences.of(slow, START)).isEmpty();
        sql.execute("UPDATE silence SET matchers = 'severity=warning'");
        table.follow();
        assertThat(silences.of(slow, START)).isPresent();
        sql.execute("DELETE FROM silence");
        table.follow();

        assertThat(silences.of(slow, START)).isEmpty();
    }

    @Test
    void the_table_is_read_only_when_it_has_changed() throws SQLException {
        silences.add(draft("severity=warning"));
        String mark = store.mark(START);

        assertThat(store.mark(START)).isEqualTo(mark);
        sql.execute("UPDATE silence SET comment = 'other'");
        assertThat(store.mark(START)).isNotEqualTo(mark);
    }

    @Test
    void a_row_that_nobody_understands_is_left_out_and_the_others_count() throws SQLException {
        sql.execute("INSERT INTO silence (matchers, ends_at) VALUES"
                + " ('severity', '2026-03-01 14:00Z'::timestamptz + interval '900 days'),"
                + " ('team!=x', '2026-03-01 14:00Z'::timestamptz + interval '900 days')");
        silences.add(draft("severity=warning"));

        assertThat(store.load(START)).hasSize(1);
        assertThatThrownBy(() ->
                        sql.execute("INSERT INTO silence (matchers, ends_at) VALUES ('a=b', now() - interval '1 day')"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void without_a_database_what_was_known_holds() {
        silences.add(draft("severity=warning"));
        table.follow();

        assertThat(silences.all()).hasSize(1);
    }

    @Test
    void of_what_flaps_the_last_states_come_back_and_what_has_settled_does_not() {
        FlapEntry stripe = new FlapEntry("stripe", "hdhdhdhdhdhdhdhdhdhdh", true, START);
        record(List.of(
                stripe,
                new FlapEntry("retell", "h".repeat(20) + "d", false, START),
                new FlapEntry("retell", "h".repeat(21), false, START.plusSeconds(5))));
        record(List.of(new FlapEntry("stripe", "h".repeat(21), false, START.minusSeconds(5))));

        assertThat(new FlapStore(jdbc).load()).containsExactly(stripe);
    }
}
