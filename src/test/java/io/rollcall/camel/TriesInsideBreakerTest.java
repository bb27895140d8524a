package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.Retries;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real route files around a probe that fails as told. */
class TriesInsideBreakerTest {
    private final CircuitBreaker breaker = CircuitBreaker.of("thing", CircuitBreakerConfig.ofDefaults());
    private final FailingProbe probe = new FailingProbe();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Duration patient = Duration.ofSeconds(30);

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("retries", new CheckRetries(new Retries(3, Duration.ofMillis(100))));
        camel.getRegistry().bind("outcomes", new Outcomes());
        camel.getRegistry().bind("tcpProbe", probe);
        camel.getRegistry().bind("breaker-thing", breaker);
        load("routes/engine/checks.camel.yaml", "routes/checks/tcp.camel.yaml");
        TemplatedRouteBuilder.builder(camel, "tcp")
                .routeId("thing")
                .parameter("key", "thing")
                .parameter("host", "db")
                .parameter("port", "5432")
                .add();
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void a_refused_connection_is_tried_three_times_100_ms_apart_and_is_one_failure_of_the_breaker() {
        probe.failure = new ConnectException("Connection refused");
        CheckResult result = run(Duration.ofSeconds(30));

        assertThat(probe.seen).hasSize(3);
        assertThat(probe.pauses()).allSatisfy(pause -> assertThat(pause).isBetween(95L, 20_000L));
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isOne();
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isZero();
        assertThat(result.failed()).isTrue();
        assertThat(result.message()).isEqualTo("Connection refused by db:5432");
        assertThat(result.details()).containsEntry("tries", 3);
    }

    @Test
    void any_other_failure_is_tried_once() {
        probe.failure = new SocketTimeoutException("Read timed out");
        assertThat(run(patient).message()).startsWith("No answer within");
        probe.failure = new IllegalStateException("out of order");
        assertThat(run(patient).message()).isEqualTo("out of order");

        assertThat(probe.seen).hasSize(2);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
    }

    @Test
    void a_second_try_that_succeeds_is_one_success() {
        probe.failure = new ConnectException("Connection refused");
        probe.failures = 1;
        CheckResult result = run(patient);

        assertThat(result.success()).isTrue();
        assertThat(probe.seen).hasSize(2);
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isOne();
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void no_further_try_begins_beyond_the_deadline() {
        probe.failure = new ConnectException("Connection refused");
        run(Duration.ofMillis(90));
        assertThat(probe.seen).hasSize(1);
    }

    @Test
    void an_open_breaker_makes_no_call() {
        breaker.transitionToOpenState();
        CheckResult result = run(patient);

        assertThat(result.shortCircuited()).isTrue();
        assertThat(probe.seen).isEmpty();
    }

    private CheckResult run(Duration deadline) {
        Map<String, String> parameters = Map.of("host", "db", "port", "5432");
        Check check = new Check(Checks.integration("tcp", Duration.ofSeconds(5), deadline, parameters), Instant.EPOCH);
        return camel.createFluentProducerTemplate()
                .to("direct:check-thing")
                .withExchangeProperty(CheckRunner.CHECK, check)
                .withBody(check)
                .request(CheckResult.class);
    }

    private void load(String... files) throws Exception {
        List<Resource> resources = new ArrayList<>();
        for (String file : files) {
            resources.add(ResourceHelper.fromString(file, Files.readString(Path.of(file))));
        }
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
    }

    /** Throws the failure as often as told, then succeeds. */
    public static final class FailingProbe {
        final List<Long> seen = new ArrayList<>();
        Exception failure = new IOException("none");
        int failures = Integer.MAX_VALUE;

        public CheckResult run(Check check) throws Exception {
            seen.add(System.nanoTime());
            if (seen.size() <= failures) {
                throw failure;
            }
            return check.succeeded(Map.of());
        }

        List<Long> pauses() {
            List<Long> pauses = new ArrayList<>();
            for (int i = 1; i < seen.size(); i++) {
                pauses.add((seen.get(i) - seen.get(i - 1)) / 1_000_000);
            }
            return pauses;
        }
    }
}
