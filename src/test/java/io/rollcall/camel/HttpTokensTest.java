package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.Ports;
import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens by client credentials, against a token server and an API that takes its newest token alone. */
class HttpTokensTest {
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger issued = new AtomicInteger();
    private volatile String tokenAnswer = "{\"access_token\": \"tok3n-%d\", \"expires_in\": 100}";
    private volatile int tokenStatus = 200;
    private volatile int revoked;
    private KeepingServer tokenServer;
    private KeepingServer api;
    private HttpChecks checks;

    @BeforeEach
    void start() throws Exception {
        tokenServer = new KeepingServer(
                head -> KeepingServer.response(tokenStatus, tokenAnswer.formatted(issued.incrementAndGet())));
        api = new KeepingServer(head -> {
            boolean good = head.contains("Authorization: Bearer tok3n-" + issued + "\n") && revoked < issued.get();
            return KeepingServer.response(good ? 200 : 401, "you sent " + head.replaceAll("(?s).*Bearer ", ""));
        });
        checks = new HttpChecks(clock);
    }

    @AfterEach
    void stop() throws IOException {
        checks.close();
        tokenServer.close();
        api.close();
    }

    @Test
    void a_token_is_fetched_once_and_again_shortly_before_it_ends() {
        assertThat(checks.check(parameters()).message()).isNull();
        assertThat(tokenServer.requests)
                .singleElement()
                .asString()
                .startsWith("POST /token HTTP/1.1\n")
                .contains("Authorization: Basic bWU6czNjcmV0JTI2eA==\n", "application/x-www-form-urlencoded")
                .contains("grant_type=client_credentials&scope=read+all")
                .doesNotContain("s3cret");

        clock.advance(Duration.ofSeconds(89));
        assertThat(checks.again().message()).isNull();
        assertThat(issued).hasValue(1);

        clock.advance(Duration.ofSeconds(2));
        assertThat(checks.again().status()).isEqualTo(Status.HEALTHY);
        assertThat(issued).hasValue(2);
    }

    @Test
    void a_token_that_is_refused_is_replaced_once() {
        assertThat(checks.check(parameters()).status()).isEqualTo(Status.HEALTHY);
        revoked = 1;
        assertThat(checks.again().status()).isEqualTo(Status.HEALTHY);
        assertThat(issued).hasValue(2);

        revoked = 99;
        CheckResult refused = checks.again();
        assertThat(refused.message()).isEqualTo("HTTP 401 instead of 200-299");
        assertThat(issued).hasValue(3);
        assertThat(refused.toString()).contains("you sent").doesNotContain("tok3n", "s3cret");
    }

    @Test
    void without_a_token_it_is_down_and_says_why() throws IOException {
        tokenStatus = 401;
        tokenAnswer = "{\"error\": \"invalid_client\", \"error_description\": \"s3cret&x is wrong\"}";
        assertFailure("HTTP 401 invalid_client");
        assertThat(api.requests).isEmpty();

        tokenStatus = 200;
        tokenAnswer = "<html>Sign in</html>";
        assertFailure("its answer has no access_token");

        tokenStatus = 302;
        assertFailure("HTTP 302");

        Map<String, String> parameters = parameters();
        parameters.put("oauth-token-url", "http://localhost:" + Ports.free() + "/token");
        CheckResult refused = checks.check(parameters);
        assertThat(refused.message()).isEqualTo("No access token from localhost: connection refused");
        assertThat(refused.details()).containsEntry("tries", 3);
    }

    @Test
    void a_token_server_that_says_nothing_is_waited_for_no_longer_than_the_timeout() throws Exception {
        try (MisbehavingServer silent = new MisbehavingServer()) {
            silent.answer((out, client) -> silent.pause(10_000));
            Map<String, String> parameters = parameters();
            parameters.put("oauth-token-url", silent.url());
            parameters.put("timeout", "400ms");
            CheckResult result = checks.check(parameters);

            assertThat(result.message()).isEqualTo("No access token from localhost: no answer in time");
            assertThat(result.latency()).isLessThan(Duration.ofSeconds(13));
        }
    }

    @Test
    void credentials_that_lack_a_part_are_named() {
        Map<String, String> parameters = parameters();
        parameters.remove("oauth-client-secret");
        assertThat(checks.check(parameters).message()).isEqualTo("Parameter oauth-client-secret is missing");
    }

    private void assertFailure(String reason) {
        CheckResult result = checks.check(parameters());
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("No access token from localhost: " + reason);
        assertThat(result.toString()).doesNotContain("s3cret");
    }

    private Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "url", "http://localhost:" + api.port() + "/x",
                "oauth-token-url", "http://localhost:" + tokenServer.port() + "/token",
                "oauth-client-id", "me",
                "oauth-client-secret", "s3cret&x",
                "oauth-scope", "read all"));
    }
}
