package io.rollcall.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.integration.Template.Parameter;
import io.rollcall.probe.Kinds;
import io.rollcall.schedule.QuotaRules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationReaderTest {
    private static final Template HTTP = new Template(
            "http",
            Map.of(
                    "url", new Parameter(true, null),
                    "headers", new Parameter(false, ""),
                    "healthy-when", new Parameter(false, ""),
                    "method", new Parameter(false, "GET"),
                    "expect-status", new Parameter(false, "200-299")));

    private final List<Problem> problems = new ArrayList<>();
    private final IntegrationReader reader =
            new IntegrationReader(IntegrationReaderTest::resolve, new QuotaRules(Set.of("stripe"), new Kinds()));

    @Test
    void what_is_not_written_has_its_documented_default() {
        Integration integration = read(Map.of("url", "https://api.example.com"));

        assertThat(problems).isEmpty();
        assertThat(integration.name()).isEqualTo("stripe");
        assertThat(integration.group()).isNull();
        assertThat(integration.cadence())
                .isEqualTo(new Integration.Cadence(
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15)));
        assertThat(integration.thresholds()).isEqualTo(new Integration.Thresholds(Duration.ofSeconds(2), 3, 2));
        assertThat(integration.breaker()).isEqualTo(new Integration.BreakerSettings(5, Duration.ofSeconds(60), 3, 2));
        assertThat(integration.alerting()).isEqualTo(new Integration.Alerting(true, List.of()));
        assertThat(integration.parameter("method")).isEqualTo("GET");
        assertThat(integration.problem()).isNull();
    }

    @Test
    void what_is_written_counts_and_lists_are_split() {
        Integration integration = read(Map.of(
                "url", "https://{{HOST}}/x",
                "name", "Stripe Payments",
                "group", "money",
                "interval", "30s",
                "alert-email", "a@example.com, b@example.com,",
                "depends-on", "db",
                "runbook", " "));

        assertThat(integration.name()).isEqualTo("Stripe Payments");
        assertThat(integration.group()).isEqualTo("money");
        assertThat(integration.cadence().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(integration.parameter("url")).isEqualTo("https://api.example.com/x");
        assertThat(integration.alerting().emails()).containsExactly("a@example.com", "b@example.com");
        assertThat(integration.dependsOn()).containsExactly("db");
        assertThat(integration.runbook()).isNull();
    }

    @Test
    void a_cron_expression_takes_the_place_of_the_interval() {
        Map<String, String> written = Map.of(
                "url", "https://{{HOST}}/x", "cron", "0 9 * * 1-5", "timezone", "Europe/Berlin", "interval", "1h");
        Integration.Cadence cadence = read(written).cadence();

        assertThat(cadence.timetable()).isEqualTo(Timetable.parse("0 9 * * 1-5", ZoneId.of("Europe/Berlin")));
        assertThat(cadence.interval()).as("over a weekend").isEqualTo(Duration.ofDays(3));
        assertThat(read(written)).as("the same whenever it is read").isEqualTo(read(written));
    }

    @Test
    void quiet_hours_are_in_the_time_zone_unless_they_name_their_own() {
        QuietHours quiet = read(Map.of(
                        "url", "https://{{HOST}}/x", "timezone", "Asia/Tokyo", "quiet-hours", "22:00-06:00"))
                .alerting()
                .quietHours();

        assertThat(quiet).isEqualTo(QuietHours.parse("22:00-06:00 Asia/Tokyo", ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interval | 5 | '5' is no duration; write a whole number and a unit: 500ms, 30s, 5m, 1h or 90d",
                "interval | 1s | must be from 5s to 31d",
                "interval | 32d | must be from 5s to 31d",
                "cron | 0 25 * * * | '0 25 * * *' is no cron expression; write minute, hour, day, month and day of the week, such as 0 6 * * 1-5",
                "cron | 0 0 30 2 * | '0 0 30 2 *' is no cron expression; write minute, hour, day, month and day of the week, such as 0 6 * * 1-5",
                "timezone | Berlin | 'Berlin' is no time zone; write one like Europe/Berlin",
                "quiet-hours | nights | 'nights' is neither a time of day, days nor a time zone; write 22:00-06:00, Sat,Sun or Fri 18:00-24:00 Europe/Berlin, several separated by semicolons",
                "concurrency-group | My Group | 'My Group' is no name; write lower-case letters, digits and hyphens",
                "concurrency-group | stirpe | has no quota; set rollcall.quota.stirpe=10/s in application.properties; did you mean 'stripe'?",
                "flap-high | 101 | '101' is no share; write a number from 0 to 100",
                "flap-low | 30 | must be less than flap-high, which is 30, or it could never settle",
                "recheck | 500ms | must be at least 1s",
                "timeout | 0s | must be longer than 0s",
                "deadline | 4s | must not be shorter than the timeout of one try, which is 5s",
                "deadline | 1h | must be at most 10m",
                "threshold | 0 | '0' is no count; write a whole number from 1 to 999999",
                "threshold | three | 'three' is no count; write a whole number from 1 to 999999",
                "enabled | yes | 'yes' is neither true nor false",
                "breaker-open | 0s | must be at least 1s",
                "breaker-failures | 5000 | must be at most 1000",
                "breaker-trials | 5000 | must be at most 1000",
                "breaker-successes | 4 | must not exceed breaker-trials, or the breaker could never close",
                "alert-email | ops@example.com, bob | 'bob' is no email address; write one like ops@example.com",
                "url | stripe.com | this is no web address; write one like https://api.example.com/health",
                "method | FETCH | write an HTTP method such as GET or POST",
                "headers | Accept json | write each header on a line of its own, such as Accept: application/json",
                "expect-status | 2xx | '2xx' names no status codes; write 200, 200-299 or 200-204,401",
                "intervall | 5m | template 'http' has no such parameter; did you mean 'interval'?",
            })
    void a_mistake_is_named_with_its_line_and_what_would_be_right(String parameter, String value, String message) {
        Map<String, String> parameters = new HashMap<>(Map.of("url", "https://api.example.com"));
        parameters.put(parameter, value);
        reader.read(declaration(parameters), HTTP, problems);

        assertThat(problems).containsExactly(new Problem("x.camel.yaml", 7, parameter, "'stripe': " + message));
    }

    @Test
    void a_wrong_condition_is_named_with_what_it_stumbled_over() {
        reader.read(
                declaration(Map.of("url", "https://x.example.com", "healthy-when", "body.status = \"ok\"")),
                HTTP,
                problems);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(7);
            assertThat(problem.key()).isEqualTo("healthy-when");
            assertThat(problem.message()).contains("==");
        });
    }

    @Test
    void a_missing_parameter_is_a_mistake_of_the_entry() {
        reader.read(declaration(Map.of()), HTTP, problems);

        assertThat(problems)
                .containsExactly(new Problem(
                        "x.camel.yaml", 3, "url", "'stripe': template 'http' needs this parameter; add it"));
    }

    @Test
    void a_missing_parameter_is_a_mistake_even_when_another_one_has_no_value() {
        reader.read(declaration(Map.of("headers", "A: {{env:NOPE}}")), HTTP, problems);

        assertThat(problems).extracting(Problem::key).containsExactly("url");
    }

    @Test
    void every_mistake_is_named_not_only_the_first() {
        reader.read(declaration(Map.of("url", "x", "interval", "1", "nonsense-of-mine", "y")), HTTP, problems);

        assertThat(problems).hasSize(3);
    }

    @Test
    void a_placeholder_without_a_value_is_no_mistake_but_makes_the_integration_unknown() {
        Integration integration = read(Map.of("url", "https://x.example.com", "headers", "Authorization: {{TOKEN}}"));

        assertThat(problems).isEmpty();
        assertThat(integration.problem()).isEqualTo("TOKEN is not set");
    }

    @Test
    void a_common_parameter_whose_placeholder_has_no_value_keeps_its_default() {
        Integration integration = read(Map.of("url", "https://x.example.com", "interval", "{{PACE}}"));

        assertThat(problems).isEmpty();
        assertThat(integration.problem()).isEqualTo("PACE is not set");
        assertThat(integration.cadence().interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void an_empty_address_makes_the_integration_unknown() {
        assertThat(read(Map.of("url", " ")).problem()).isEqualTo("url is empty");
        assertThat(problems).isEmpty();
    }

    @Test
    void a_row_of_the_table_may_lack_what_a_file_must_have() {
        Integration integration = reader.read(Declaration.ofRow("crm", "http", Map.of()), HTTP, problems);

        assertThat(problems).isEmpty();
        assertThat(integration).isNotNull();
        assertThat(integration.problem()).isEqualTo("url is empty");
    }

    @Test
    void a_problem_looks_as_compilers_write_it() {
        assertThat(new Problem("a.yaml", 3, "url", "is wrong")).hasToString("a.yaml:3: url: is wrong");
        assertThat(new Problem("a.yaml", 0, null, "is wrong")).hasToString("a.yaml: is wrong");
    }

    @Test
    void no_integration_shows_its_parameters() {
        assertThat(read(Map.of("url", "https://u:hunter2@x.example.com"))).hasToString("Integration[stripe, http]");
    }

    private Integration read(Map<String, String> parameters) {
        Integration integration = reader.read(declaration(parameters), HTTP, problems);
        assertThat(integration).as("problems %s", problems).isNotNull();
        return integration;
    }

    /** Parameters stand at line 7, the entry at line 3. */
    private static Declaration declaration(Map<String, String> parameters) {
        Map<String, Integer> lines = new HashMap<>();
        parameters.keySet().forEach(name -> lines.put(name, 7));
        return new Declaration("stripe", "http", parameters, "x.camel.yaml", 3, lines);
    }

    private static String resolve(String text) {
        if (!text.contains("{{") || text.contains("{{HOST}}")) {
            return text.replace("{{HOST}}", "api.example.com");
        }
        throw new Placeholders.MissingValueException(text.replaceAll(".*\\{\\{(env:)?|}}.*", ""));
    }
}
