package io.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void an_address_for_jdbc_is_taken_as_it_is() {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://db.example.com:5433/health?sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5433/health?sslmode=require");
        assertThat(url.user()).isNull();
        assertThat(url.password()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgresql"})
    void an_address_as_hosters_give_it_is_split_into_place_and_login(String scheme) {
        DatabaseUrl url = DatabaseUrl.parse(scheme + "://me:p%40ss+w%2Ford@db.example.com:5432/health?sslmode=require&x=y");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:5432/health?sslmode=require&x=y");
        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password()).isEqualTo("p@ss+w/ord");
    }

    @Test
    void a_password_among_the_options_leaves_the_address() {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://db/health?user=me&password=hidden&sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db/health?sslmode=require");
        assertThat(url.user()).isEqualTo("me");
        assertThat(url.password()).isEqualTo("hidden");
    }

    @Test
    void a_login_given_apart_wins_over_the_address() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://me:hidden@db/health");
        assertThat(url.withLogin("you", null)).isEqualTo(new DatabaseUrl(url.jdbcUrl(), "you", "hidden"));
        assertThat(url.withLogin(" ", "other")).isEqualTo(new DatabaseUrl(url.jdbcUrl(), "me", "other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://me:hidden@db1:5432,db2:5432/health",
                "postgres://me:hidden@[::1]:5432/health",
                "postgres://me:hidden@localhost",
                "postgres://me:hid@den@db/health?password=hidden&sslpassword=hidden"
            })
    void no_password_is_ever_shown(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url.toString()).startsWith("jdbc:postgresql://").doesNotContain("hid");
        assertThat(url.user()).isEqualTo("me");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "hidden", "mysql://me:hidden@db/health", "postgres://", "postgres:///hidden", "db.example.com/hidden",
                "postgres://me:hid%zzden@db/health", "postgres://me:hidden@db:port/health"
            })
    void what_is_no_such_address_is_refused_with_the_right_form_and_without_the_wrong_one(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected postgres://user:password@host:5432/database")
                .message()
                .doesNotContain("hidden", "zzden");
    }
}
