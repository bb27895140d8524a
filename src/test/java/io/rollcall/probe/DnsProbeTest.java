package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.FailureText;
import io.rollcall.check.Retries;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

class DnsProbeTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    private final DnsProbe probe = new DnsProbe(new Judgement());
    private NameServer server;

    @BeforeEach
    void start() throws IOException {
        server = new NameServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A | 192.0.2.7 | 192.0.2.7",
                "AAAA | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "MX | 10 mail.example.org. | 10 mail.example.org",
                "TXT | \"v=spf1 \" \"-all\" | v=spf1 -all",
                "CNAME | web.example.org. | web.example.org",
                "NS | ns1.example.org. | ns1.example.org",
            })
    void each_type_of_record_is_read(String type, String data, String answer) throws Exception {
        server.know(record(type, 300, data));
        CheckResult result = check("type", type, "healthy-when", "answers contains \"" + answer + "\"");

        assertThat(result.message()).isNull();
        assertThat(result.details()).containsEntry("answers", List.of(answer)).containsEntry("rcode", "NOERROR");
    }

    @Test
    void conditions_speak_of_the_answers_and_the_time_they_last() throws Exception {
        server.know(
                record("CNAME", 5, "web.example.org."), record("A", 300, "192.0.2.8"), record("A", 60, "192.0.2.7"));
        CheckResult result = check("healthy-when", "len(answers) == 2 and answers[0] == '192.0.2.7' and ttl == 1m");
        assertThat(result.message()).isNull();
    }

    @Test
    void a_name_that_is_not_there_is_down() throws Exception {
        server.fail(Rcode.NXDOMAIN);
        CheckResult result = check("healthy-when", "rcode == NOERROR");
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.message()).isEqualTo("Not healthy: rcode (NXDOMAIN) == NOERROR");
    }

    @Test
    void a_lost_packet_is_sent_again() throws Exception {
        server.know(record("A", 300, "192.0.2.7"));
        server.overhear(1);
        Check check = of(Duration.ofSeconds(4), Map.of());
        assertThat(probe.run(check).message()).isNull();
        assertThat(check.latency()).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
    }

    @Test
    void a_server_that_says_nothing_is_waited_for_no_longer_than_the_timeout() {
        server.overhear(1000);
        Check check = of(Duration.ofMillis(400), Map.of());
        assertThatThrownBy(() -> probe.run(check))
                .satisfies(silent -> assertThat(FailureText.of(check, silent)).matches("No answer within \\d+ ms"));
        assertThat(check.latency()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void no_server_there_is_a_connection_error() {
        Check check = of(LONG, Map.of());
        server.close();
        assertThatThrownBy(() -> probe.run(check)).isInstanceOfSatisfying(ConnectException.class, refused -> assertThat(
                        new Retries(3, Duration.ofMillis(100)).again(check, refused))
                .isTrue());
    }

    @Test
    void a_domain_that_is_none_is_named() {
        Check check = of(LONG, Map.of("domain", "a..b"));
        assertThatThrownBy(() -> probe.run(check)).hasMessage("Parameter domain is no domain name: a..b");
    }

    private CheckResult check(String... parameters) throws Exception {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return probe.run(of(LONG, all));
    }

    private Check of(Duration timeout, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(Map.of("domain", "example.org", "server", server.address()));
        all.putAll(parameters);
        return Checks.patient("dns", timeout, all);
    }

    private static Record record(String type, long ttl, String data) throws IOException {
        return Record.fromString(Name.fromString("example.org."), Type.value(type), DClass.IN, ttl, data, Name.root);
    }
}
