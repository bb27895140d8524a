package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.http.HttpEndpoint;
import org.junit.jupiter.api.Test;

class SharedClientTest {
    @Test
    void checks_of_one_call_and_of_several_share_one_endpoint_and_so_one_client() throws Exception {
        try (HttpChecks checks = new HttpChecks()) {
            assertThat(checks.camel.getEndpoints())
                    .filteredOn(HttpEndpoint.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void a_kept_connection_that_the_server_closes_is_no_failure() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (HttpChecks checks = new HttpChecks();
                KeepingServer server = new KeepingServer(head -> asked.incrementAndGet() == 2
                        ? KeepingServer.Answer.CLOSE
                        : KeepingServer.response(200, "{}"))) {
            assertThat(checks.check(Map.of("url", url(server))).status()).isEqualTo(Status.HEALTHY);
            assertThat(checks.again().status()).isEqualTo(Status.HEALTHY);

            assertThat(server.requests).hasSize(3);
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void a_server_that_closes_new_connections_fails_and_what_is_not_idempotent_is_not_repeated() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (HttpChecks checks = new HttpChecks();
                KeepingServer closing = new KeepingServer(head -> KeepingServer.Answer.CLOSE);
                KeepingServer once = new KeepingServer(head -> asked.incrementAndGet() == 2
                        ? KeepingServer.Answer.CLOSE
                        : KeepingServer.response(200, "{}"))) {
            CheckResult closed = checks.check(Map.of("url", url(closing)));
            assertThat(closed.status()).isEqualTo(Status.DOWN);
            assertThat(closed.message()).startsWith("Connection closed by").endsWith("before an answer");
            assertThat(closing.requests).hasSize(1);

            assertThat(checks.check(Map.of("url", url(once), "method", "POST", "body", "{}"))
                            .status())
                    .isEqualTo(Status.HEALTHY);
            assertThat(checks.again().message()).startsWith("Connection closed by");
            assertThat(once.requests).hasSize(2);
        }
    }

    @Test
    void a_server_that_hangs_is_asked_once_and_not_longer_than_the_timeout() throws Exception {
        Semaphore end = new Semaphore(0);
        AtomicInteger asked = new AtomicInteger();
        try (HttpChecks checks = new HttpChecks();
                KeepingServer server = new KeepingServer(head -> {
                    if (asked.incrementAndGet() > 1) {
                        end.acquireUninterruptibly();
                    }
                    return KeepingServer.response(200, "{}");
                })) {
            Map<String, String> parameters = Map.of("url", url(server), "timeout", "2s");
            assertThat(checks.check(parameters).status()).isEqualTo(Status.HEALTHY);
            assertThat(checks.again().message()).isEqualTo("No answer within 2000 ms");
            assertThat(asked).hasValue(2);
            end.release(10);
        }
    }

    private static String url(KeepingServer server) {
        return "http://localhost:" + server.port() + "/";
    }
}
