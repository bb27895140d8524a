package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceIdTest {
    private static final List<String> IDS = List.of("ab12", "ab34", "cd56", "cd");

    @ParameterizedTest
    @ValueSource(strings = {"ab1", "ab12"})
    void a_beginning_that_no_other_has_is_enough(String typed) {
        assertThat(meant(typed)).isEqualTo("ab12");
    }

    @Test
    void a_whole_id_is_meant_even_where_another_one_begins_so() {
        assertThat(meant("cd")).isEqualTo("cd");
    }

    @Test
    void of_several_none_is_taken_and_all_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meant("ab"))
                .withMessage("several silences begin with 'ab': ab12, ab34; write more of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ab123"})
    void what_no_id_begins_with_is_none(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meant(typed))
                .withMessageStartingWith("no silence '" + typed + "' that is not over");
    }

    private static String meant(String typed) {
        return SilenceId.meant(typed, IDS, Function.identity());
    }
}
