package io.rollcall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTest {
    private static final Expected DOWN = new Expected(Channel.SMS, "(CRITICAL) Retell.ai is down");
    private static final Message TOLD = message(Channel.SMS, "(CRITICAL) Retell.ai is down. Since 09:48 UTC");

    @Test
    void each_message_once_is_right() {
        assertThat(Expected.differences(List.of(DOWN), List.of(TOLD))).isEmpty();
    }

    @Test
    void a_message_twice_is_once_too_often() {
        assertThat(Expected.differences(List.of(DOWN), List.of(TOLD, TOLD)))
                .containsExactly("Not expected, or once too often: SMS " + TOLD.headline());
    }

    @Test
    void a_message_over_another_channel_is_not_the_one() {
        assertThat(Expected.differences(List.of(DOWN), List.of(message(Channel.SLACK, TOLD.headline()))))
                .hasSize(2)
                .contains("Not received: SMS (CRITICAL) Retell.ai is down");
    }

    private static Message message(Channel channel, String headline) {
        return new Message(channel, headline, List.of());
    }
}
