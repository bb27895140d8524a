package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judge;
import io.rollcall.schedule.CheckRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final HandSetClock clock = new HandSetClock(START);
    private final Integrations integrations = new Integrations();
    private final Judge judge = new Judge(integrations, entries -> {});
    private final CheckRunner runner = new CheckRunner(integrations, judge, clock);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void watch() {
        integrations.put(AnIntegration.called("stripe").build());
    }

    @Test
    void a_check_begins_at_a_time_that_the_database_can_keep() {
        assertThat(begin("stripe").getBody(Check.class).startedAt()).isEqualTo("2026-03-01T12:00:00.123456Z");
    }

    @Test
    void a_check_begins_later_than_the_one_before_even_when_the_clock_was_set_back() {
        judge.judgeAll(List.of(Results.of('H', "stripe", START)));
        clock.advance(Duration.ofHours(-1));

        assertThat(begin("stripe").getBody(Check.class).startedAt()).isAfter(START);
    }

    @Test
    void what_is_no_longer_watched_is_not_checked() {
        assertThat(begin("gone").getBody()).isNull();
    }

    @Test
    void a_check_that_breaks_has_an_unknown_outcome_that_says_so() {
        Exchange exchange = begin("stripe").getExchange();
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("no such bean"));
        runner.fault(exchange);
        CheckResult result = exchange.getMessage().getBody(CheckResult.class);

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.message()).isEqualTo("Rollcall could not run the check: no such bean");
        assertThat(result.failed()).isFalse();
    }

    private org.apache.camel.Message begin(String key) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(new CheckRequest(key, clock.instant()));
        runner.begin(exchange);
        return exchange.getMessage();
    }
}
