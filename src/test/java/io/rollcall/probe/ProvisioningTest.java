package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.integration.Status;
import io.rollcall.provision.Provisioned;
import io.rollcall.provision.Provisions;
import io.rollcall.store.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked of a vendor, given what it answers. */
class ProvisioningTest {
    private static final String THINGS =
            """
            - name: hook
              list: /hooks
              in: $.data[*]
              more: $.more
              id: id
              where: $.url
              is: "${target}"
              create: /hooks
              update: "/hooks/${id}"
              at: $.data
              state:
                url: "${target}"
                events: { yaml: "[${events}]" }
                size: 5
                note: null
                secret: "${secret}"
            """;
    private static final String OURS =
            "{\"id\": 7, \"url\": \"https://me\", \"events\": [\"B\", \"A\"], \"size\": 5.0}";

    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Provisions provisions = new Provisions(journal::addAll);
    private final List<String> asked = new ArrayList<>();
    private Provisionings provisionings = provisionings(true);

    @Test
    void what_is_there_as_declared_stays_whatever_its_order_and_its_further_fields() {
        CheckResult result = run("200 {\"data\": [" + OURS + "]}");
        assertThat(result.message()).isNull();
        assertThat(result.status()).isEqualTo(Status.HEALTHY);
        assertThat(asked).containsExactly("GET http://v/hooks null");
        assertThat(last().action()).isEqualTo("found");
        run("200 {\"data\": [" + OURS + "]}");
        assertThat(journal).as("no news").hasSize(1);
    }

    @Test
    void what_the_vendor_keeps_otherwise_is_not_sent_again_until_somebody_changes_it() {
        String odd = OURS.replace("5.0", "4");
        run("200 {\"data\": []}", "201 {\"data\": " + odd + "}");
        assertThat(asked)
                .last()
                .isEqualTo(
                        "POST http://v/hooks {\"url\":\"https://me\",\"events\":[\"A\",\"B\"],\"size\":5,\"note\":null}");
        asked.clear();
        assertThat(run("200 {\"data\": [" + odd + "]}").status()).isEqualTo(Status.HEALTHY);
        assertThat(asked).hasSize(1);
        run("200 {\"data\": [" + odd.replace("4", "3") + "]}", "200 {\"data\": " + odd + "}");
        assertThat(asked).last().asString().startsWith("PATCH http://v/hooks/7 ");
        assertThat(last().action()).isEqualTo("updated");
    }

    @Test
    void a_list_that_decides_nothing_creates_nothing() {
        String twin = OURS.replace("7", "8");
        assertThat(run("200 {\"data\": [" + OURS + "," + twin + "]}").message())
                .isEqualTo("hook: the vendor has 2 of them, 7, 8; delete all but one");
        assertThat(run("200 {\"data\": [], \"more\": true}").message()).contains("longer than one answer");
        assertThat(run("200 {\"data\": [").message()).contains("no JSON");
        for (String odd :
                List.of("{\"status\": \"error\"}", "{\"hooks\": [{\"id\": 7}]}", "{\"data\": [{\"uuid\": 7}]}")) {
            assertThat(run("200 " + odd).message()).isEqualTo("hook: the answer is not the list that was expected");
        }
        assertThat(run("500 {\"error\": {\"message\": \"oops\"}}").message()).isEqualTo("hook: HTTP 500: oops");
        assertThat(asked).allMatch(call -> call.startsWith("GET"));
        assertThat(last().status()).isEqualTo("failed");
        clock.advance(Duration.ofSeconds(31));
        assertThat(run("200 {\"data\": [" + OURS + "], \"more\": true}").status())
                .isEqualTo(Status.HEALTHY);
    }

    @Test
    void a_vendor_that_asks_for_a_rest_gets_it() {
        assertThat(run("429 {\"message\": \"slow down\"}").message()).isEqualTo("hook: HTTP 429: slow down");
        clock.advance(Duration.ofSeconds(29));
        asked.clear();
        assertThat(run().message()).isEqualTo("The vendor asked not to be called before 2026-03-01T12:00:30Z");
        assertThat(asked).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(run("200 {\"data\": [" + OURS + "]}").status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void whoever_may_only_look_changes_and_notes_nothing() {
        provisionings = provisionings(false);
        CheckResult none = run("200 {\"data\": []}");
        assertThat(none.status()).isEqualTo(Status.DOWN);
        assertThat(none.message()).isEqualTo("Not as declared: hook would be created");
        CheckResult other = run("200 {\"data\": [" + OURS.replace("\"B\"", "\"C\"") + "]}");
        assertThat(other.status()).isEqualTo(Status.DEGRADED);
        assertThat(other.message()).isEqualTo("Not as declared: hook would be updated: events");
        assertThat(journal).isEmpty();
        assertThat(asked).hasSize(2).allMatch(call -> call.startsWith("GET"));
    }

    @Test
    void a_secret_is_sent_but_neither_told_nor_kept() {
        Map<String, String> secret = Map.of("secret", "very-secret");
        run(secret, "200 {\"data\": []}", "201 {\"data\": " + OURS + "}");
        assertThat(asked).last().asString().contains("\"secret\":\"very-secret\"");
        CheckResult refused = run(secret, "400 {\"message\": \"very-secret is too short\"}");
        assertThat(refused.message()).isEqualTo("hook: HTTP 400: *** is too short");
        assertThat(journal.toString()).doesNotContain("very-secret");
    }

    private Provisioned last() {
        return (Provisioned) journal.get(journal.size() - 1);
    }

    private Provisionings provisionings(boolean changing) {
        return new Provisionings(new Judgement(), provisions, clock, changing);
    }

    private CheckResult run(String... answers) {
        return run(Map.of(), answers);
    }

    private CheckResult run(Map<String, String> more, String... answers) {
        Map<String, String> parameters = new java.util.HashMap<>(
                Map.of("url", "http://v/", "target", "https://me", "events", "A, B", "things", THINGS));
        parameters.putAll(more);
        Check check = Checks.of("hooks", Duration.ofSeconds(5), parameters);
        Deque<String> ahead = new ArrayDeque<>(List.of(answers));
        Provisioning calls = provisionings.begin(check);
        while (calls.hasNext()) {
            HttpRequest request = calls.request();
            asked.add(request.method() + " " + request.url() + " " + request.body());
            String[] answer = ahead.remove().split(" ", 2);
            calls.answered(new HttpAnswer(
                    Integer.parseInt(answer[0]),
                    "",
                    "1.1",
                    Map.of("retry-after", "30"),
                    answer[1],
                    null,
                    0,
                    null,
                    Map.of()));
        }
        assertThat(ahead).isEmpty();
        return calls.judge();
    }
}
