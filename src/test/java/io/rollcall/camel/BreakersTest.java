package io.rollcall.camel;

import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.CLOSED;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.FORCED_OPEN;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.HALF_OPEN;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rollcall.HandSetClock;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration.BreakerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls give outcomes as Camel hands them to the breaker: exchanges with a result in the body. D fails, X throws. */
class BreakersTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final HandSetClock clock = new HandSetClock(START);
    private final Breakers breakers = new Breakers(clock);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void watch() {
        breakers.put(AnIntegration.called("stripe").build());
    }

    @Test
    void five_failures_in_a_row_open_it_whether_told_or_thrown() {
        call("DXDX");
        assertThat(state()).isEqualTo(CLOSED);
        assertThat(breakers.openUntil("stripe")).isNull();
        call("D");

        assertThat(state()).isEqualTo(OPEN);
        assertThat(breakers.openUntil("stripe")).isEqualTo(START.plusSeconds(60));
        assertThatThrownBy(() -> call("H")).isInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void a_success_between_failures_keeps_it_closed() {
        call("DDDDHDDDDGDDDD");
        assertThat(state()).isEqualTo(CLOSED);
    }

    @Test
    void after_sixty_seconds_it_permits_trials() {
        call("DDDDD");
        clock.advance(Duration.ofSeconds(60).minusMillis(1));
        assertThatThrownBy(() -> call("H")).isInstanceOf(CallNotPermittedException.class);
        clock.advance(Duration.ofMillis(2));
        call("H");

        assertThat(state()).isEqualTo(HALF_OPEN);
        assertThat(breakers.openUntil("stripe")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "HH, CLOSED",
        "HDH, CLOSED",
        "DHH, CLOSED",
        "H, HALF_OPEN",
        "HD, HALF_OPEN",
        "DH, HALF_OPEN",
        "DD, OPEN",
        "XX, OPEN",
        "HDD, OPEN",
        "DHD, OPEN",
    })
    void trials_close_it_with_two_successes_and_open_it_once_those_cannot_come(
            String trials, CircuitBreaker.State state) {
        call("DDDDD");
        clock.advance(Duration.ofSeconds(61));
        call(trials);

        assertThat(state()).isEqualTo(state);
        if (state == OPEN) {
            assertThat(breakers.openUntil("stripe")).isEqualTo(START.plusSeconds(121));
        }
    }

    @Test
    void once_closed_it_takes_five_failures_again() {
        call("DDDDD");
        clock.advance(Duration.ofSeconds(61));
        call("HHDDDD");
        assertThat(state()).isEqualTo(CLOSED);
        call("D");

        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void while_half_open_no_more_than_three_calls_are_permitted_at_a_time() {
        call("DDDDD");
        clock.advance(Duration.ofSeconds(61));
        CircuitBreaker breaker = breaker();

        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isTrue();
        assertThat(breaker.tryAcquirePermission()).isFalse();
    }

    @Test
    void it_is_replaced_only_when_its_settings_change() {
        call("DDDDD");
        CircuitBreaker before = breaker();

        assertThat(breakers.put(AnIntegration.called("stripe")
                        .every(Duration.ofSeconds(30))
                        .build()))
                .isFalse();
        assertThat(breaker()).isSameAs(before);
        BreakerSettings other = new BreakerSettings(2, Duration.ofSeconds(10), 1, 1);
        assertThat(breakers.put(AnIntegration.called("stripe").with(other).build()))
                .isTrue();
        assertThat(state()).isEqualTo(CLOSED);
        call("DD");
        assertThat(state()).isEqualTo(OPEN);
    }

    @Test
    void by_hand_it_is_held_open_for_as_long_as_it_takes_and_closed_whatever_it_was() {
        assertThat(breakers.force("stripe", true)).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(state()).isEqualTo(FORCED_OPEN);
        assertThat(breakers.openUntil("stripe")).isNull();
        assertThatThrownBy(() -> call("H")).isInstanceOf(CallNotPermittedException.class);

        breakers.force("stripe", false);
        call("DDDDD");
        assertThat(state()).isEqualTo(OPEN);
        breakers.force("stripe", false);
        call("DDDDH");
        assertThat(state()).isEqualTo(CLOSED);
        assertThat(breakers.force("other", true)).isFalse();
    }

    @Test
    void it_is_found_by_the_name_that_routes_give_it_and_only_by_that() {
        assertThat(breakers.lookupByNameAndType("breaker-stripe", CircuitBreaker.class))
                .isNotNull();
        assertThat(breakers.lookupByNameAndType("breaker-stripe", String.class)).isNull();
        assertThat(breakers.lookupByName("stripe")).isNull();
        assertThat(breakers.lookupByName("breaker-other")).isNull();
        assertThat(breakers.findByType(CircuitBreaker.class)).isEmpty();
        breakers.remove("stripe");
        assertThat(breakers.state("stripe")).isEmpty();
        assertThat(breakers.openUntil("stripe")).isNull();
    }

    private CircuitBreaker breaker() {
        return Objects.requireNonNull(breakers.lookupByNameAndType("breaker-stripe", CircuitBreaker.class));
    }

    private CircuitBreaker.State state() {
        return breakers.state("stripe").orElseThrow();
    }

    private void call(String outcomes) {
        for (char letter : outcomes.toCharArray()) {
            if (letter == 'X') {
                assertThatThrownBy(() -> breaker().executeCallable(() -> {
                            throw new IllegalStateException("broken");
                        }))
                        .isInstanceOf(IllegalStateException.class);
            } else {
                breaker().executeSupplier(() -> exchange(letter));
            }
        }
    }

    private Exchange exchange(char letter) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(Results.of(letter, "stripe", clock.instant()));
        return exchange;
    }
}
