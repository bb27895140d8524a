package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT * FROM t1 WHERE a = 'x''y' AND b = 12.5 | SELECT * FROM t1 WHERE a = ? AND b = ?",
                "SELECT 'C:\\', 'secret' | SELECT ?, ?",
                "SELECT E'it\\'s', 'secret' | SELECT ?, ?",
                "SELECT $a$ it's $a$, $$x$$, $1 | SELECT ?, ?, $1",
                "SELECT 1 -- it's | SELECT ?",
                "SELECT /* don't */ 'a' | SELECT ?",
                "SELECT '-- no comment', 'secret' | SELECT ?, ?",
                "SELECT \"Column\" FROM t WHERE a = 'cut off in the mid | SELECT \"Column\" FROM t WHERE a = ?",
            })
    void postgresql_shows_no_literal(String query, String shown) {
        assertThat(QueryText.POSTGRES.withoutLiterals(query)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT `id`, \"text\", 'it\\'s', 0x1F | SELECT id, ?, ?, ?",
                "SELECT 'a\"b', \"c'd\", 'secret' | SELECT ?, ?, ?",
                "SELECT 'cut off after a \\ | SELECT ?",
            })
    void mysql_shows_no_literal(String query, String shown) {
        assertThat(QueryText.MYSQL.withoutLiterals(query).replace("`", "")).isEqualTo(shown);
    }

    @Test
    void a_long_query_is_cut() {
        assertThat(QueryText.POSTGRES.withoutLiterals("SELECT " + "a, ".repeat(10_000)))
                .hasSize(301);
    }

    @Property
    void any_text_is_read_to_its_end(
            @ForAll @Chars({'\'', '"', '\\', '$', '-', '/', '*', 'a', '1'}) @StringLength(max = 2000) String query) {
        assertThat(QueryText.POSTGRES.withoutLiterals(query)).isNotNull();
        assertThat(QueryText.MYSQL.withoutLiterals(query)).isNotNull();
    }
}
