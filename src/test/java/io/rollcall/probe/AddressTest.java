package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Checks;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void every_part_is_found() {
        assertThat(Address.of("postgres://me:p%40ss@db.example.org:5433/shop?sslmode=require"))
                .isEqualTo(new Address("postgres", "me", "p@ss", "db.example.org", 5433, "shop", "sslmode=require"));
        assertThat(Address.of("redis://[::1]")).isEqualTo(new Address("redis", null, null, "[::1]", -1, "", ""));
        assertThat(Address.of("redis://:secret@h/2")).isEqualTo(new Address("redis", "", "secret", "h", -1, "2", ""));
    }

    @Test
    void a_password_may_hold_what_ought_to_be_encoded() {
        assertThat(Address.of("mysql://me:a@b:c+d%@h").password()).isEqualTo("a@b:c+d%");
    }

    @Test
    void neither_its_text_nor_a_complaint_shows_credentials() {
        assertThat(Address.of("redis://me:hunter2@h:1/2")).hasToString("redis://h:1");
        assertThatThrownBy(() -> Address.of("me:hunter2@nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void database_urls_of_every_form_reach_their_driver() {
        assertThat(sql("postgres://me:pw@h:5433/db?sslmode=require"))
                .isEqualTo(new SqlAddress("jdbc:postgresql://h:5433/db?sslmode=require", "me", "pw"));
        assertThat(sql("postgresql://h/db")).isEqualTo(new SqlAddress("jdbc:postgresql://h/db", "", ""));
        assertThat(sql("mysql://me:pw@h/db")).isEqualTo(new SqlAddress("jdbc:mariadb://h/db", "me", "pw"));
        assertThat(sql("jdbc:mysql://h:3307/db")).isEqualTo(new SqlAddress("jdbc:mariadb://h:3307/db", "", ""));
        assertThat(sql("jdbc:postgresql://h/db").toString()).isEqualTo("PostgreSQL database");
        assertThatThrownBy(() -> sql("oracle://me:hunter2@h/db"))
                .hasMessage("Parameter url must be that of a PostgreSQL, MariaDB or MySQL database");
    }

    private static SqlAddress sql(String url) {
        return SqlAddress.of(new Parameters(
                Checks.integration("sql", Duration.ofSeconds(1), Duration.ofSeconds(1), Map.of("url", url))));
    }
}
