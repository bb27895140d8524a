package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;

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
