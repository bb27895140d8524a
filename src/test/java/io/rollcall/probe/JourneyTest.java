package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a check of several calls keeps between its runs, and what it takes into addresses. */
class JourneyTest {
    private static final String SLOTS =
            """
            - name: me
              get: /me
            - name: slots
              get: /slots?type=${type}&start=${date}&end=${date+7d}
              optional: true
              cache: 300s
              cache-key: "availability:${type}:${date}:${date+7d}"
            """;

    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T23:58:00Z"));
    private final AnswerCache cache = new AnswerCache(2, clock);
    private final Journeys journeys = new Journeys(new Judgement(), cache, clock);

    @Test
    void a_dear_answer_is_asked_for_once_in_its_time_to_live() {
        assertThat(run("a", "123")).isEqualTo("/me /slots?type=123&start=2026-03-01&end=2026-03-08");
        clock.advance(Duration.ofSeconds(90));
        assertThat(run("a", "123")).isEqualTo("/me");
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.hitRate()).isEqualTo(0.5);
        assertThat(run("a", "7")).as("another key").contains("/slots?type=7");
        assertThat(run("b", "123")).as("another integration").contains("/slots");
        assertThat(cache.size()).as("bounded").isEqualTo(2);
        clock.advance(Duration.ofSeconds(90));
        assertThat(run("b", "123")).as("another day").contains("start=2026-03-02");
        clock.advance(Duration.ofSeconds(301));
        assertThat(run("b", "123")).as("too old").contains("/slots");
    }

    @Test
    void the_age_of_an_answer_is_known_and_a_wrong_answer_is_not_kept() {
        assertThat(judged(500).message()).contains("age.slots (missing)");
        assertThat(judged(200).status()).isEqualTo(Status.HEALTHY);
        clock.advance(Duration.ofSeconds(61));
        assertThat(judged(500).message()).isEqualTo("fresh: age.slots (61s) < 1m");
    }

    @Test
    void what_was_answered_cannot_break_out_of_an_address_or_a_body() {
        Journey journey = journeys.begin(
                check(
                        "a",
                        Map.of(
                                "steps",
                                """
                        - name: first
                          get: /first
                        - name: second
                          post: /second/${body.first.id}
                          headers: { X-Id: "${body.first.id}" }
                          body: { id: "${body.first.id}" }
                        - name: third
                          post: /third
                          headers: { Content-Type: application/x-www-form-urlencoded }
                          body: "grant=code&id=${body.first.id}"
                        """)));
        journey.request();
        journey.answered(answer(200, "{\"id\": \"../x?\\\"y\\r\\nEvil: z\"}"));
        HttpRequest request = journey.request();
        assertThat(request.url()).isEqualTo("https://api.example.com/second/..%2Fx%3F%22y%0D%0AEvil%3A+z");
        assertThat(request.headers()).containsEntry("X-Id", "../x?\"y Evil: z");
        assertThat(request.body()).isEqualTo("{\"id\":\"../x?\\\"y\\r\\nEvil: z\"}");
        journey.answered(answer(200, "{}"));
        assertThat(journey.request().body()).isEqualTo("grant=code&id=..%2Fx%3F%22y%0D%0AEvil%3A+z");
    }

    @Test
    void another_server_gets_neither_headers_nor_login() {
        Journey journey = journeys.begin(check(
                "a",
                Map.of(
                        "headers", "Authorization: Bearer ${api-key}",
                        "api-key", "sk_4711",
                        "steps", "[{ name: own, get: /own }, { name: other, get: 'https://other.example.com/x' }]")));
        assertThat(journey.request().headers()).containsEntry("Authorization", "Bearer sk_4711");
        assertThat(journey.request().toString()).doesNotContain("sk_4711");
        journey.answered(answer(200, "{}"));
        assertThat(journey.request().headers()).isEmpty();
    }

    /** The paths it asks for. */
    private String run(String key, String type) {
        Journey journey = journeys.begin(check(key, Map.of("steps", SLOTS, "type", type)));
        StringBuilder asked = new StringBuilder();
        while (journey.hasNext()) {
            asked.append(journey.request().url().substring("https://api.example.com".length()))
                    .append(' ');
            journey.answered(answer(200, "{}"));
        }
        return asked.toString().strip();
    }

    private CheckResult judged(int status) {
        Journey journey =
                journeys.begin(check("a", Map.of("steps", SLOTS, "type", "1", "sub-checks", "fresh: age.slots < 1m")));
        for (int code = 200; journey.hasNext(); code = status) {
            journey.request();
            journey.answered(answer(code, "{}"));
        }
        return journey.judge();
    }

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, "HTTP/1.1 " + status, "1.1", Map.of(), body, null, 0, null, Map.of());
    }

    private Check check(String key, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("url", "https://api.example.com/");
        Integration thing = Checks.of("multi-step", Duration.ofSeconds(5), all).integration();
        return new Check(
                new Integration(
                        key,
                        thing.name(),
                        thing.kind(),
                        null,
                        thing.cadence(),
                        thing.thresholds(),
                        thing.breaker(),
                        thing.alerting(),
                        thing.dependsOn(),
                        null,
                        thing.parameters(),
                        null),
                clock.instant());
    }
}
