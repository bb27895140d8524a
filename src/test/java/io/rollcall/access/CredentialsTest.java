package io.rollcall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "what the cookie holds";

    private final HandSetClock clock = new HandSetClock(NOON);
    private final Credentials credentials =
            new Credentials(clock, new Session.Limits(Duration.ofHours(1), Duration.ofHours(5)));

    @Test
    void a_session_that_nobody_uses_is_over_and_one_that_is_used_lasts_until_its_length_is_reached() {
        take(Role.OPERATOR, session(Role.OPERATOR));
        for (int i = 0; i < 5; i++) {
            assertThat(credentials.bySession(ID)).map(Caller::role).contains(Role.OPERATOR);
            clock.advance(Duration.ofMinutes(59));
        }
        assertThat(credentials.bySession(ID)).isPresent();
        clock.advance(Duration.ofMinutes(5));
        assertThat(credentials.bySession(ID)).isEmpty();

        credentials.begin(session(Role.OPERATOR).seen(clock.instant()));
        take(Role.OPERATOR);
        assertThat(credentials.bySession(ID)).isEmpty();
    }

    @Test
    void without_use_it_is_over_after_an_hour() {
        take(Role.ADMIN, session(Role.ADMIN));
        clock.advance(Duration.ofMinutes(60));
        assertThat(credentials.bySession(ID)).isEmpty();
    }

    @Test
    void somebody_whose_role_is_another_one_by_now_is_not_logged_in_any_longer() {
        take(Role.VIEWER, session(Role.ADMIN));
        assertThat(credentials.bySession(ID)).isEmpty();
        credentials.take(new Credentials.Tables(List.of(), List.of(session(Role.ADMIN)), List.of()));
        assertThat(credentials.bySession(ID)).isEmpty();
    }

    @Test
    void the_use_of_a_session_is_noted_once_a_minute_and_handed_out_once() {
        take(Role.ADMIN, session(Role.ADMIN));
        credentials.bySession(ID);
        assertThat(credentials.takeUsed()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        credentials.bySession(ID);
        credentials.bySession(ID);
        assertThat(credentials.takeUsed()).extracting(Session::seenAt).containsExactly(clock.instant());
        assertThat(credentials.takeUsed()).isEmpty();
    }

    @Test
    void a_token_holds_until_its_end() {
        Token token = new Token(
                "1", "ci", Keys.hash("secret"), Role.VIEWER, "/", "test", NOON, NOON.plus(Duration.ofDays(1)));
        credentials.take(new Credentials.Tables(List.of(), List.of(), List.of(token)));
        assertThat(credentials.byToken("secret")).map(Caller::name).contains("token:ci");
        assertThat(credentials.byToken("Secret")).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(credentials.byToken("secret")).isEmpty();
        assertThat(token.toString()).doesNotContain(token.hash());
    }

    private void take(Role role, Session... sessions) {
        Person ada = new Person("ada", role, "", NOON, NOON);
        credentials.take(new Credentials.Tables(List.of(ada), List.of(sessions), List.of()));
    }

    private static Session session(Role role) {
        return new Session(Keys.hash(ID), "ada", role, true, NOON, NOON);
    }
}
