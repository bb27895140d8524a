package io.rollcall.publish;

import io.rollcall.store.Jdbc;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the record knows of the past of integrations: two statements over short tables, whatever the number of checks. */
public final class PublicStore {
    private static final String DAYS =
            """
            SELECT integration_key, day, healthy, degraded, down
              FROM checks_per_day
             WHERE integration_key = ANY (?) AND day >= ?
            """;

    private static final String OUTAGES =
            """
            SELECT integration_key, at, until
              FROM (
                SELECT integration_key, to_status, at,
                       lead(at) OVER (PARTITION BY integration_key ORDER BY at) AS until
                  FROM status_change
                 WHERE integration_key = ANY (?) AND at >= ?) c
             WHERE to_status = 'down'
            """;

    private final Jdbc jdbc;

    public PublicStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts by integration and day, from that day on. Throws StoreException while the database is away. */
    Map<String, Map<LocalDate, Day.Counts>> days(Collection<String> keys, LocalDate from) {
        Map<String, Map<LocalDate, Day.Counts>> days = new HashMap<>();
        jdbc.query(
                DAYS,
                row -> days.computeIfAbsent(row.getString("integration_key"), key -> new HashMap<>())
                        .merge(
                                row.getObject("day", LocalDate.class),
                                new Day.Counts(row.getLong("healthy"), row.getLong("degraded"), row.getLong("down")),
                                Day.Counts::plus),
                keys.toArray(String[]::new),
                from);
        return days;
    }

    /** When each integration was down. */
    Map<String, List<Span>> outages(Collection<String> keys, Instant from) {
        Map<String, List<Span>> outages = new HashMap<>();
        jdbc.query(
                OUTAGES,
                row -> outages.computeIfAbsent(row.getString("integration_key"), key -> new ArrayList<>())
                        .add(new Span(Objects.requireNonNull(Jdbc.instant(row, "at")), Jdbc.instant(row, "until"))),
                keys.toArray(String[]::new),
                from.atOffset(ZoneOffset.UTC));
        return outages;
    }
}
