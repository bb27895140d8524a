package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.condition.Document;
import io.rollcall.condition.Facts;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubCheckRuleTest {
    private static final Vocabulary WORDS =
            Vocabulary.empty().withDocument("body").with("used", Type.PERCENT).with("lag", Type.DURATION);
    private static final Facts FACTS = Map.<String, Object>of(
            "body",
            new Document("{\"user\": \"a => b\", \"left\": 12.50}"),
            "used",
            91.0,
            "lag",
            Duration.ofMillis(1500))::get;

    @Test
    void it_says_its_own_words_with_the_values_found() {
        assertThat(said("credit: body.left > 100 => Only {body.left} left, {used} used, lag {lag}, {body.none}"))
                .isEqualTo("Only 12.5 left, 91% used, lag 1500ms, missing");
        assertThat(said("used (down): used < 90%")).isEqualTo("used: used (91%) < 90%");
    }

    @Test
    void a_value_that_is_missing_is_named_instead() {
        assertThat(said("credit: body.credit > 100 => Only {body.credit} left"))
                .isEqualTo("credit: body.credit (missing) > 100: body.credit is missing");
    }

    @Test
    void words_are_not_mistaken_for_a_text_that_is_compared() {
        assertThat(SubCheckRule.parse("user: body.user == \"a => b\"", WORDS)
                        .look(FACTS)
                        .status())
                .isEqualTo(Status.HEALTHY);
        assertThat(said("user: body.user == \"a => c\" => It is {body.user}")).isEqualTo("It is a => b");
    }

    @Test
    void an_unknown_variable_in_the_words_is_a_mistake() {
        assertThatThrownBy(() -> SubCheckRule.parse("used: used < 90% => {usd} used", WORDS))
                .hasMessageContaining("unknown variable 'usd'; did you mean used?");
    }

    private static String said(String line) {
        return String.valueOf(SubCheckRule.parse(line, WORDS).look(FACTS).message());
    }
}
