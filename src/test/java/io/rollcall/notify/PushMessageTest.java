package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.push.Subscriptions;
import io.rollcall.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PushMessageTest {
    private static final String TAG = "2d3d8b0a8d4f9f0b5c2f1d6f6a3c7e11";

    @Test
    void the_page_shows_what_a_browser_gets() throws IOException {
        String page = Files.readString(Path.of("docs/channels/push.md"));
        String example = page.substring(page.indexOf("```json\n") + 8);

        assertThat(json(Alerts.slow()))
                .isEqualTo(new JsonMapper().readTree(example.substring(0, example.indexOf("```"))));
    }

    @Test
    void what_is_not_known_of_a_comparison_is_left_out() {
        JsonNode data = json(Alerts.end()).path("data");
        assertThat(data.path("metric").asText()).isEqualTo("failures");
        assertThat(data.has("value")).isFalse();
        assertThat(data.path("threshold").asInt()).isEqualTo(3);
    }

    @Test
    void however_few_bytes_there_are_it_is_json() {
        byte[] small = PushPayload.render(
                notification(Alerts.alert("r".repeat(5000), Severity.CRITICAL, true, "ä".repeat(5000))),
                Alerts.PUBLIC_URL,
                Words.english(),
                TAG,
                1000);
        assertThat(small.length).isLessThanOrEqualTo(1000);
        assertThat(new String(small, StandardCharsets.UTF_8)).contains("…").endsWith("}");
    }

    @Test
    void a_subscription_that_is_not_there_has_ended_only_once_all_are_known() {
        Subscriptions subscriptions = new Subscriptions(entries -> {}, Clock.systemUTC(), false);
        PushMessage message = new PushMessage(null, subscriptions, Alerts.PUBLIC_URL);
        assertThat(failure(message)).isEqualTo(DeliveryFailure.Kind.PASSING);
        subscriptions.complete(List.of());
        assertThat(failure(message)).isEqualTo(DeliveryFailure.Kind.GONE);
    }

    private static DeliveryFailure.Kind failure(PushMessage message) {
        DeliveryException thrown =
                catchThrowableOfType(DeliveryException.class, () -> message.render(notification(Alerts.critical())));
        return thrown.failure().kind();
    }

    private static JsonNode json(Alert alert) {
        try {
            return new JsonMapper()
                    .readTree(PushPayload.render(notification(alert), Alerts.PUBLIC_URL, Words.english(), TAG, 3993));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Notification notification(Alert alert) {
        return new Notification(UUID.randomUUID(), "push", "0123456789abcdef", Alerts.notice(alert), Alerts.START);
    }
}
