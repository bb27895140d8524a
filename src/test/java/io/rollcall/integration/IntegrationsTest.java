package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.calendar.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntegrationsTest {
    private final Integrations integrations = new Integrations();

    @Test
    void what_is_needed_through_others_is_needed_too_and_the_nearest_comes_first() {
        put("shop", "api");
        put("api", "db", "network");
        put("db", "network");
        put("network");

        assertThat(needed("shop")).containsExactly("api", "db", "network");
        assertThat(needing("network")).containsExactlyInAnyOrder("shop", "api", "db");
        assertThat(needing("shop")).isEmpty();
    }

    @Test
    void a_change_counts_from_the_next_question() {
        put("shop", "db");
        put("db");
        assertThat(needed("shop")).containsExactly("db");
        put("shop");
        assertThat(needed("shop")).isEmpty();
        put("shop", "db");
        assertThat(needing("db")).containsExactly("shop");
        integrations.remove("shop");

        assertThat(needing("db")).isEmpty();
    }

    @Test
    void what_is_not_checked_has_no_say_and_what_is_gone_neither() {
        put("shop", "db", "gone");
        integrations.put(AnIntegration.called("db").disabled().build());

        assertThat(needed("shop")).isEmpty();
    }

    @Test
    void two_that_need_each_other_do_not_keep_each_other_from_being_checked() {
        put("hen", "egg");
        put("egg", "hen");
        put("omelette", "egg");

        assertThat(needed("hen")).isEmpty();
        assertThat(needed("egg")).isEmpty();
        assertThat(needed("omelette")).containsExactly("egg", "hen");
    }

    @Test
    void work_that_recurs_is_announced_for_its_next_three_times() {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        Recurrence nightly = Recurrence.parse("daily 02:00-04:00", ZoneOffset.UTC);
        integrations.plan(List.of(new MaintenanceWindow(
                "shop",
                null,
                now.minus(Duration.ofDays(9)),
                now.plus(Duration.ofDays(99)),
                null,
                true,
                true,
                nightly)));

        assertThat(starts(now, 14)).containsExactly("2026-03-03T02:00", "2026-03-04T02:00", "2026-03-05T02:00");
        assertThat(starts(now, 1)).containsExactly("2026-03-03T02:00");
        assertThat(starts(now.plus(Duration.ofHours(15)), 1))
                .as("the first goes on")
                .containsExactly("2026-03-03T02:00", "2026-03-04T02:00");
    }

    @Test
    void work_that_recurs_is_announced_no_longer_than_it_is_planned() {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        Recurrence nightly = Recurrence.parse("daily 22:00-04:00", ZoneOffset.UTC);
        integrations.plan(List.of(new MaintenanceWindow(
                null,
                "shop",
                Instant.parse("2026-03-04T01:00:00Z"),
                Instant.parse("2026-03-05T00:00:00Z"),
                null,
                true,
                true,
                nightly)));

        assertThat(integrations.underWayOrAhead(now, now.plus(Duration.ofDays(14))))
                .extracting(work -> work.startsAt() + " " + work.endsAt())
                .containsExactly(
                        "2026-03-04T01:00:00Z 2026-03-04T04:00:00Z", "2026-03-04T22:00:00Z 2026-03-05T00:00:00Z");
    }

    private List<String> starts(Instant now, int days) {
        return integrations.underWayOrAhead(now, now.plus(Duration.ofDays(days))).stream()
                .map(work -> work.startsAt().toString().substring(0, 16))
                .toList();
    }

    @Test
    void everything_on_another_machine_needs_the_connection_of_this_one() {
        put("db");
        put("shop", "db");
        at("own", Map.of("url", "http://localhost:8080/api"));
        at("own-too", Map.of("host", "127.0.0.1"));
        at("own-six", Map.of("url", "http://[::1]:8080/"));
        at("own-database", Map.of("url", "jdbc:postgresql://me:secret@localhost:5432/db"));
        at("far", Map.of("url", "https://user@api.example.com/health"));
        at("far-host", Map.of("host", "10.1.2.3"));
        at("far-database", Map.of("url", "jdbc:mariadb://one.example.com,two.example.com/db"));
        put("nowhere");
        assertThat(needed("far")).isEmpty();
        uplink();

        assertThat(needing("own-connectivity")).containsExactlyInAnyOrder("far", "far-host", "far-database");
        assertThat(needed("far")).containsExactly("own-connectivity");
        assertThat(List.of("own", "own-too", "own-six", "own-database", "nowhere", "own-connectivity"))
                .allSatisfy(key -> assertThat(needed(key)).isEmpty());
    }

    private void put(String key, String... needs) {
        integrations.put(AnIntegration.called(key).needing(needs).build());
    }

    private void at(String key, Map<String, String> parameters) {
        integrations.put(AnIntegration.called(key).having(parameters).build());
    }

    private void uplink() {
        integrations.put(
                AnIntegration.called("own-connectivity").of("connectivity").build());
    }

    private List<String> needed(String key) {
        return keys(integrations.neededFor(integrations.find(key).orElseThrow()));
    }

    private List<String> needing(String key) {
        return keys(integrations.neededBy(integrations.find(key).orElseThrow()));
    }

    private static List<String> keys(List<Integration> all) {
        return all.stream().map(Integration::key).toList();
    }
}
