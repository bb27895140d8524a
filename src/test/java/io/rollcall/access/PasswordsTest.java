package io.rollcall.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(1_000);

    @Test
    void a_password_is_known_again_and_another_one_is_not() {
        String kept = passwords.hash("correct horse battery");
        assertThat(passwords.matches("correct horse battery", kept)).isTrue();
        assertThat(passwords.matches("correct horse batterY", kept)).isFalse();
        assertThat(passwords.matches("", kept)).isFalse();
        assertThat(passwords.hash("correct horse battery")).isNotEqualTo(kept);
    }

    @Test
    void what_is_kept_says_how_it_was_made() {
        String kept = passwords.hash("correct horse battery");
        assertThat(kept).matches("\\$pbkdf2-sha256\\$i=1000\\$[\\w+/]{22}\\$[\\w+/]{43}");
        assertThat(passwords.isOld(kept)).isFalse();
        Passwords later = new Passwords(2_000);
        assertThat(later.isOld(kept)).isTrue();
        assertThat(later.matches("correct horse battery", kept)).isTrue();
    }

    /** Made by Python's hashlib.pbkdf2_hmac. */
    @Test
    void it_is_the_algorithm_that_its_name_says() {
        assertThat(passwords.matches(
                        "correct horse battery",
                        "$pbkdf2-sha256$i=1000$AAECAwQFBgcICQoLDA0ODw$AhaeZ02AwPxykuhhDI8XvhQN8GKvmqM+qF6qvs/98I0"))
                .isTrue();
    }

    @Test
    void what_is_no_hash_fits_no_password() {
        assertThat(passwords.matches("plain", "plain")).isFalse();
        assertThat(passwords.isOld("plain")).isTrue();
        assertThat(passwords.matches("x".repeat(1_000_000), passwords.hash("x")))
                .isFalse();
    }
}
