package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final Set<String> COMMANDS = Set.of("check", "health:check", "status");

    @Test
    void the_documents_names_of_checks_are_understood() {
        assertThat(words("health:retell", "--detailed")).containsExactly("check", "retell", "--detailed");
        assertThat(words("health:database")).containsExactly("check", "database");
    }

    @Test
    void everything_else_stays_as_it_is() {
        assertThat(words("health:check", "--all")).containsExactly("health:check", "--all");
        assertThat(words("status", "health:x")).containsExactly("status", "health:x");
        assertThat(words()).isEmpty();
    }

    private static String[] words(String... arguments) {
        return Main.inOurWords(COMMANDS, arguments);
    }
}
