package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    @Test
    void a_registered_value_is_masked_wherever_it_stands() {
        secrets.register("xyzzy-1");

        assertThat(secrets.redact("said xyzzy-1, then (xyzzy-1)")).isEqualTo("said ***, then (***)");
    }

    @Test
    void a_registered_value_is_masked_as_it_looks_inside_an_address() {
        secrets.register("p@ss/word");

        assertThat(secrets.redact("GET /?q=p%40ss%2Fword")).isEqualTo("GET /?q=***");
    }

    @Test
    void a_secret_that_contains_another_one_leaves_no_rest() {
        secrets.register("abcd");
        secrets.register("abcd-efgh");

        assertThat(secrets.redact("abcd-efgh abcd")).isEqualTo("*** ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "abc", " abc "})
    void short_values_are_not_masked(String value) {
        secrets.register(value);
        secrets.register(null);

        assertThat(secrets.redact("abc, a b c")).isEqualTo("abc, a b c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://ann:pa@ss@db:5432/x?a=b | postgresql://***@db:5432/x?a=b",
                "https://token@host/path | https://***@host/path",
                "jdbc:postgresql://db/x?user=ann&password=hunter2&ssl=on | jdbc:postgresql://db/x?user=ann&password=***&ssl=on",
                "GET /a?api_key=k1&x=2 | GET /a?api_key=***&x=2",
                "{\"access_token\": \"abc\", \"n\":1} | {\"access_token\": \"***\", \"n\":1}",
                "Authorization: Bearer eyJhbGciOi.x-y | Authorization: Bearer ***",
                "POST https://hooks.slack.com/services/T0/B0/XX failed | POST https://hooks.slack.com/*** failed",
            })
    void what_looks_like_a_secret_is_masked(String text, String redacted) {
        assertThat(secrets.redact(text)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail to ann@example.com",
                "https://host/path?mail=ann@example.com",
                "The password is wrong",
                "no bearer token",
                "timeout=5s integration=stripe"
            })
    void ordinary_text_stays_as_it_is(String text) {
        assertThat(secrets.redact(text)).isEqualTo(text);
    }

    @Test
    void no_value_is_shown_in_its_own_description() {
        secrets.register("xyzzy-1");

        assertThat(secrets).hasToString("Secrets[1]");
    }
}
