package io.rollcall.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The past of all published integrations, as the record had it.
 *
 * @param at of when it is
 */
record History(Instant at, Map<String, Map<LocalDate, Day.Counts>> counts, Map<String, List<Span>> outages) {
    /** How many days a page looks back, today among them. */
    static final int LENGTH = 90;

    static History read(PublicStore store, Collection<String> keys, Instant now) {
        LocalDate first = first(now);
        Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new History(now, store.days(keys, first), store.outages(keys, from));
    }

    private static LocalDate first(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(LENGTH - 1L);
    }

    /** The days up to now of a component that is made of these, the oldest first. */
    List<Day> days(Collection<String> keys, Instant now) {
        LocalDate first = first(now);
        return LongStream.range(0, LENGTH)
                .mapToObj(first::plusDays)
                .map(date -> Day.of(date, sum(keys, date)))
                .toList();
    }

    /** Over all days; null without checks. */
    @Nullable
    Double uptime(Collection<String> keys, Instant now) {
        LocalDate first = first(now);
        return LongStream.range(0, LENGTH)
                .mapToObj(day -> sum(keys, first.plusDays(day)))
                .reduce(Day.Counts.NONE, Day.Counts::plus)
                .uptime();
    }

    /** When at least one of these was down, the latest first; without what has begun in work that still goes on. */
    List<Span> outages(Collection<Service> services) {
        return Span.union(services.stream()
                .flatMap(service -> outages.getOrDefault(service.key(), List.of()).stream()
                        .filter(span -> !service.workedOnAt(span.from())))
                .toList());
    }

    private Day.Counts sum(Collection<String> keys, LocalDate date) {
        return keys.stream()
                .map(key -> counts.getOrDefault(key, Map.of()).getOrDefault(date, Day.Counts.NONE))
                .reduce(Day.Counts.NONE, Day.Counts::plus);
    }
}
