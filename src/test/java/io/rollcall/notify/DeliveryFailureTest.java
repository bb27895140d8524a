package io.rollcall.notify;

import static io.rollcall.notify.DeliveryFailure.Kind.AMBIGUOUS;
import static io.rollcall.notify.DeliveryFailure.Kind.PASSING;
import static io.rollcall.notify.DeliveryFailure.Kind.PERMANENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryFailureTest {
    @ParameterizedTest
    @CsvSource({
        "400,PERMANENT",
        "401,PERMANENT",
        "403,PERMANENT",
        "404,PERMANENT",
        "410,PERMANENT",
        "302,PERMANENT",
        "408,PASSING",
        "429,PASSING",
        "500,PASSING",
        "502,PASSING",
        "503,PASSING"
    })
    void a_status_says_whether_to_try_again(int status, DeliveryFailure.Kind kind) {
        assertThat(DeliveryFailure.of(status, Map.of(), null).kind()).isEqualTo(kind);
    }

    @Test
    void a_fault_of_the_connection_passes_and_is_ambiguous_once_the_request_was_sent() {
        assertThat(DeliveryFailure.of(new ConnectException("https://hooks/secret"))
                        .kind())
                .isEqualTo(PASSING);
        assertThat(DeliveryFailure.of(new UnknownHostException("x")).kind()).isEqualTo(PASSING);
        assertThat(DeliveryFailure.of(new SocketTimeoutException("Read timed out"))
                        .kind())
                .isEqualTo(AMBIGUOUS);
        assertThat(DeliveryFailure.of(new IOException("https://hooks/secret")).reason())
                .doesNotContain("secret");
    }

    @Test
    void the_reason_names_what_the_vendor_said_and_nothing_that_looks_like_a_key() {
        assertThat(DeliveryFailure.of(410, Map.of(), "channel_is_archived").reason())
                .isEqualTo("HTTP 410: channel_is_archived");
        assertThat(DeliveryFailure.of(
                                401,
                                Map.of(),
                                """
                                {"code":20003,"message":"Account AC0123456789abcdef0123456789abcdef at \
                                https://api.example/x denied","more_info":"https://x","status":401}""")
                        .reason())
                .isEqualTo("HTTP 401: 20003, Account *** at *** denied");
        assertThat(DeliveryFailure.of(400, Map.of(), "{\"errors\":[\"'routing_key' is wrong\"]}")
                        .reason())
                .isEqualTo("HTTP 400: 'routing_key' is wrong");
        assertThat(DeliveryFailure.of(500, Map.of(), "<html>secret</html>").reason())
                .isEqualTo("HTTP 500");
    }

    @Test
    void retry_after_is_seconds_or_a_date_and_anything_else_is_ignored() {
        Instant now = Alerts.START;
        assertThat(after("120").notBefore(now)).contains(now.plusSeconds(120));
        assertThat(after("Sun, 01 Mar 2026 10:00:30 GMT").notBefore(now)).contains(now.plusSeconds(30));
        assertThat(after("soon").notBefore(now)).isEmpty();
        assertThat(DeliveryFailure.of(404, Map.of("Retry-After", "5"), null).kind())
                .isEqualTo(PERMANENT);
    }

    private static DeliveryFailure after(String value) {
        return DeliveryFailure.of(429, Map.of("RETRY-AFTER", value), null);
    }
}
