package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.notify.DeliveryFailure;
import io.rollcall.notify.DeliveryFailure.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.net.SocketTimeoutException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.api.Test;

class DeliveryFailuresTest {
    private final DeliveryFailures failures = new DeliveryFailures();

    @Test
    void an_http_answer_is_judged_by_its_status_and_its_address_is_not_told() throws Exception {
        DeliveryFailure failure = failures.of(new HttpOperationFailedException(
                "https://hooks/secret", 429, "Too many", null, Map.of("Retry-After", "3"), "rate_limited"));

        assertThat(failure).isEqualTo(new DeliveryFailure(Kind.PASSING, "HTTP 429: rate_limited", "3"));
    }

    @Test
    void a_connection_that_was_never_made_cannot_have_delivered() {
        assertThat(failures.of(new ConnectTimeoutException("https://hooks/secret")))
                .isEqualTo(DeliveryFailure.passing("No connection in time"));
    }

    @Test
    void mail_is_judged_by_the_figure_of_the_server_or_by_the_connection() {
        assertThat(failures.of(new AuthenticationFailedException("535 5.7.8 user:secret")))
                .isEqualTo(DeliveryFailure.permanent("The mail server refused it: SMTP 535"));
        assertThat(failures.of(new AuthenticationFailedException("failed to connect, no password specified?"))
                        .kind())
                .isEqualTo(Kind.PERMANENT);
        assertThat(failures.of(new MessagingException("421 closing", null)).kind())
                .isEqualTo(Kind.PASSING);
        assertThat(failures.of(new MessagingException("Exception reading", new SocketTimeoutException()))
                        .kind())
                .isEqualTo(Kind.AMBIGUOUS);
        assertThat(failures.of(new MessagingException("TLS", new SSLHandshakeException("x")))
                        .kind())
                .isEqualTo(Kind.PASSING);
        assertThat(failures.of(new AddressException("no address")).kind()).isEqualTo(Kind.PERMANENT);
    }

    @Test
    void a_fault_of_ours_is_permanent_and_named() {
        assertThat(failures.of(new IllegalStateException("secret")))
                .isEqualTo(DeliveryFailure.permanent("Not sent: IllegalStateException"));
    }
}
