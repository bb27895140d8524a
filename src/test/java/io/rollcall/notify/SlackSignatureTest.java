package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of Slack's documentation, "Verifying requests from Slack", and what may be wrong with it. */
class SlackSignatureTest {
    private static final String TIME = "1531420618";
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final byte[] BODY = bytes("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text="
            + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    private final HandSetClock clock = new HandSetClock(Instant.ofEpochSecond(Long.parseLong(TIME)));
    private final SlackSignature slack = new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", clock);

    @Test
    void a_request_of_slack_is_believed_for_five_minutes_and_once() {
        clock.advance(Duration.ofMinutes(5));

        assertThat(slack.complaint(TIME, SIGNATURE, BODY)).isNull();
        assertThat(slack.complaint(TIME, SIGNATURE, BODY)).isEqualTo("the request came before");
        clock.advance(Duration.ofSeconds(1));
        assertThat(slack.complaint(TIME, SIGNATURE, BODY)).contains("five minutes old");
    }

    @Test
    void one_of_the_future_or_of_before_the_start_is_not() {
        SlackSignature restarted = new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", clock);
        clock.advance(Duration.ofMinutes(-6));
        assertThat(slack.complaint(TIME, SIGNATURE, BODY)).contains("of the future");
        clock.advance(Duration.ofMinutes(7));
        SlackSignature later = new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", clock);

        assertThat(later.complaint(TIME, SIGNATURE, BODY)).isEqualTo("the request is older than this process");
        assertThat(restarted.complaint(TIME, SIGNATURE, BODY)).isNull();
    }

    @Test
    void a_changed_body_time_or_secret_is_noticed() {
        byte[] changed = BODY.clone();
        changed[3] ^= 1;

        assertThat(slack.complaint(TIME, SIGNATURE, changed)).isEqualTo("the signature is wrong");
        assertThat(slack.complaint("1531420619", SIGNATURE, BODY)).isEqualTo("the signature is wrong");
        assertThat(new SlackSignature("other", clock).complaint(TIME, SIGNATURE, BODY))
                .isEqualTo("the signature is wrong");
        assertThat(slack.complaint(TIME, SIGNATURE.substring(3), BODY)).isEqualTo("the signature is wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1531420618.5", "99999999999999999999"})
    void nonsense_is_no_time(String time) {
        assertThat(slack.complaint(time, SIGNATURE, BODY)).isEqualTo("the request is not signed");
    }

    @Test
    void what_is_not_signed_is_not_believed() {
        assertThat(slack.complaint(null, SIGNATURE, BODY)).isEqualTo("the request is not signed");
        assertThat(slack.complaint(TIME, null, BODY)).isEqualTo("the request is not signed");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
