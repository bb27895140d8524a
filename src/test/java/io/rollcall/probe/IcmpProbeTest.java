package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IcmpProbeTest {
    private final IcmpProbe probe = new IcmpProbe(new Judgement());

    @Test
    void a_host_that_answers_is_healthy() throws Exception {
        CheckResult result = probe.run(
                check("127.0.0.1", Duration.ofSeconds(30), "healthy-when", "packet_loss == 0% and round_trip < 20s"));
        assertThat(result.message()).isNull();
        assertThat(result.metrics()).extracting(Metric::name).containsExactly("packet_loss", "round_trip");
    }

    @Test
    void a_host_that_does_not_answer_is_down_and_left_in_time() throws Exception {
        // Reserved by RFC 1112, so nobody has it.
        CheckResult result = probe.run(check("240.0.0.1", Duration.ofSeconds(1), "count", "2"));
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("None of 2 echo requests was answered");
        assertThat(result.latency()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_host_that_is_not_known_is_told() {
        Check check = check("no-such-host.invalid", Duration.ofSeconds(1), "count", "1");
        assertThatThrownBy(() -> probe.run(check)).satisfies(unknown -> assertThat(FailureText.of(check, unknown))
                .isEqualTo("Unknown host no-such-host.invalid"));
    }

    private static Check check(String host, Duration timeout, String name, String value) {
        return Checks.patient("icmp", timeout, Map.of("host", host, name, value));
    }
}
