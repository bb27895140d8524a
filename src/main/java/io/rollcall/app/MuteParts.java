package io.rollcall.app;

import io.rollcall.calendar.Calendars;
import io.rollcall.camel.Definitions;
import io.rollcall.integration.Placeholders;
import io.rollcall.mute.FlapStore;
import io.rollcall.mute.Flapping;
import io.rollcall.mute.InhibitReader;
import io.rollcall.mute.Mutes;
import io.rollcall.mute.SilenceEnds;
import io.rollcall.mute.SilenceStore;
import io.rollcall.mute.SilenceTable;
import io.rollcall.mute.Silences;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.spi.Registry;

/** What keeps alerts from being told, as the engine has it. */
final class MuteParts {
    final Silences silences;
    final SilenceEnds silenceEnds;
    final Flapping flapping;
    final Mutes mutes;
    final Calendars calendars = new Calendars();

    MuteParts(Settings settings, Clock clock, Journal journal) {
        this.silences = silences(settings, clock, journal);
        this.silenceEnds = new SilenceEnds(silences, clock);
        this.flapping = new Flapping(journal);
        this.mutes = new Mutes(silences, flapping);
    }

    /** Silences as the settings allow them, of which changes go to that journal. */
    static Silences silences(Settings settings, Clock clock, Journal journal) {
        return new Silences(
                journal,
                clock,
                settings.duration("rollcall.silences.max-length"),
                settings.duration("rollcall.silences.notice"));
    }

    /** What route files declare of all this. */
    Definitions definitions(Placeholders placeholders) {
        Definitions definitions = new Definitions(placeholders);
        definitions.add(
                InhibitReader.WORD,
                new Definitions.Kind<>(
                        InhibitReader.PARAMETERS, InhibitReader::read, rules -> mutes.inhibitBy(rules.values())));
        definitions.add(
                CalendarReader.INTERVALS,
                new Definitions.Kind<>(
                        CalendarReader.INTERVALS_PARAMETERS, CalendarReader::intervals, calendars::takeIntervals));
        definitions.add(
                CalendarReader.SCHEDULE,
                new Definitions.Kind<>(
                        CalendarReader.SCHEDULE_PARAMETERS, CalendarReader::schedule, calendars::takeSchedules));
        return definitions;
    }

    void bind(Registry registry, Jdbc jdbc, DatabaseState database, Clock clock) {
        registry.bind("silenceEnds", silenceEnds);
        registry.bind(
                "silenceTable", new SilenceTable(silences, new SilenceStore(jdbc, Parts.json()), database, clock));
        registry.bind("flapping", flapping);
        registry.bind("mutes", mutes);
        registry.bind("calendars", calendars);
    }

    /** Takes from the spool what the last run could not bring into the database. */
    void replay(Replay replay) {
        silences.restore(replay.silences());
        flapping.restore(replay.flapping());
    }

    /** Takes up the last run from the database. Throws StoreException while that is away. */
    void takeUp(Jdbc jdbc, Instant startedAt) {
        silences.restore(new SilenceStore(jdbc, Parts.json()).load(startedAt));
        flapping.restore(new FlapStore(jdbc).load());
    }
}
