package io.rollcall.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private final List<String> known = List.of("http", "tcp", "sql");

    @Test
    void the_name_with_the_fewest_errors_was_meant() {
        assertThat(Nearest.to("htpp", known)).isEqualTo("http");
        assertThat(Nearest.hint("htpp", known)).isEqualTo("; did you mean 'http'?");
    }

    @Test
    void all_names_are_told_when_none_is_near() {
        assertThat(Nearest.to("kubernetes", known)).isNull();
        assertThat(Nearest.hint("kubernetes", known)).isEqualTo("; there are http, sql, tcp");
        assertThat(Nearest.hint("x", List.of())).isEmpty();
    }

    @Test
    void a_name_of_which_nothing_would_be_left_was_not_meant() {
        assertThat(Nearest.to("x", List.of("up", "at"))).isNull();
    }
}
