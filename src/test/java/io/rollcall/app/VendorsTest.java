package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds for vendors, by the examples of their pages, against servers that answer as the vendors document. */
class VendorsTest {
    private static final String KEY = "sk_secret_4711";

    @TempDir
    private Path folder;

    private Vendor vendor;

    @BeforeEach
    void start() throws IOException {
        vendor = new Vendor(folder);
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void retell_tells_of_agents_and_calls_and_the_rest_comes_from_an_address_of_ours() throws IOException {
        vendor.answers(
                        "POST /v2/list-agents",
                        """
                        {"has_more": false, "items": [{"agent_id": "a", "agent_name": "In", "channel": "voice", "tags": {}},
                          {"agent_id": "b", "agent_name": "Out", "channel": "voice", "tags": {"production": {"version": 3}}}]}
                        """)
                .answers("GET /get-concurrency", "{\"current_concurrency\": 47, \"concurrency_limit\": 100}")
                .answers(
                        "POST /v3/list-calls",
                        """
                        {"has_more": true, "pagination_key": "k", "items": [
                          {"call_status": "ended", "call_analysis": {"call_successful": true}}, {"call_status": "ongoing"},
                          {"call_status": "ended", "call_analysis": {"call_successful": true}},
                          {"call_status": "ended", "call_analysis": {"call_successful": false}}]}
                        """)
                .answers("GET /internal/retell", "{\"webhook_delivery_rate\": 99.8, \"credit_balance\": 12453}");
        Outcome outcome = vendor.check(example("retell").replace("https://app.example.com", vendor.url()));
        assertThat(outcome.message()).isEqualTo("call success rate: call_success_rate (66.667%) > 90%");
        assertThat(Vendor.subChecks(outcome))
                .containsExactly(
                        "API reachable=HEALTHY",
                        "agent status=HEALTHY",
                        "webhook delivery rate=HEALTHY",
                        "call success rate=DEGRADED",
                        "credit balance=HEALTHY");
        assertThat(Vendor.metrics(outcome))
                .containsEntry("agents", 2.0)
                .containsEntry("calls_in_progress", 47.0)
                .containsEntry("webhook_delivery_rate", 99.8)
                .containsEntry("credit_balance", 12453.0);
        assertThat(vendor.requests)
                .first()
                .asString()
                .isEqualTo(
                        "POST /v2/list-agents?limit=50 Bearer " + KEY
                                + " {\"filter_criteria\":{\"channel\":{\"type\":\"string\",\"op\":\"eq\",\"value\":\"voice\"}}}");
        assertThat(vendor.requests).last().isEqualTo("GET /internal/retell null ");
    }

    @Test
    void retell_without_agents_and_without_our_figures_is_degraded() throws IOException {
        vendor.answers("POST /v2/list-agents", "{\"items\": [], \"has_more\": false}")
                .answers("GET /get-concurrency", "{\"current_concurrency\": 0, \"concurrency_limit\": 100}")
                .answers("POST /v3/list-calls", "{\"has_more\": false, \"items\": []}")
                .answers("GET /internal/retell", 500, "");
        Outcome empty = vendor.check(example("retell").replace("https://app.example.com", vendor.url()));
        assertThat(Vendor.subChecks(empty))
                .contains("agent status=DEGRADED", "webhook delivery rate=DEGRADED", "credit balance=DEGRADED");
    }

    @Test
    void calcom_tells_of_event_types_free_slots_and_bookings() throws IOException {
        calcom();
        Outcome outcome = vendor.check(example("calcom").replace("\"45\"", "\"2\""));
        assertThat(outcome.message()).isNull();
        assertThat(outcome.subChecks()).hasSize(5).allMatch(one -> one.status() == Status.HEALTHY);
        assertThat(Vendor.metrics(outcome))
                .containsEntry("event_types", 2.0)
                .containsEntry("event_types_synced", 100.0)
                .containsEntry("free_slots", 3.0)
                .containsEntry("booking_success_rate", 100.0);
        assertThat(vendor.requests)
                .anyMatch(request -> request.startsWith("GET /v2/event-types?username=jo+hn Bearer"))
                .anyMatch(request ->
                        request.matches("GET /v2/slots\\?eventTypeId=123&start=[\\d-]{10}&end=[\\d-]{10} .*"))
                .anyMatch(request -> request.matches("GET /v2/bookings\\?take=100&afterCreatedAt=\\d+-.*%3A.*Z .*"));

        Outcome fewer = vendor.check(example("calcom"));
        assertThat(fewer.status()).isEqualTo(Status.DEGRADED);
        assertThat(fewer.message()).startsWith("event types synced: ").contains("4.4", ">= 100%");

        vendor.answers("GET /v2/slots", 500, "");
        assertThat(Vendor.subChecks(vendor.check(example("calcom")))).contains("availability cache=DEGRADED");
    }

    private void calcom() {
        vendor.answers("GET /v2/me", "{\"status\": \"success\", \"data\": {\"id\": 1, \"username\": \"jo hn\"}}")
                .answers("GET /v2/event-types", "{\"status\": \"success\", \"data\": [{\"id\": 1}, {\"id\": 2}]}")
                .answers(
                        "GET /v2/slots",
                        """
                        {"status": "success", "data": {"2050-09-05": [{"start": "a"}, {"start": "b"}],
                          "2050-09-06": [{"start": "c"}]}}
                        """)
                .answers(
                        "GET /v2/bookings",
                        """
                        {"status": "success", "data": [{"status": "accepted"}, {"status": "cancelled"},
                          {"status": "accepted"}], "pagination": {"totalItems": 3}}
                        """);
    }

    @Test
    void stripe_tells_what_keeps_money_from_flowing() throws IOException {
        vendor.answers("GET /v1/balance", "{\"object\": \"balance\", \"available\": [{\"amount\": 66600}]}")
                .answers("GET /v1/account", "{\"charges_enabled\": true, \"payouts_enabled\": false}")
                .answers(
                        "GET /v1/webhook_endpoints",
                        "{\"data\": [{\"status\": \"enabled\"}, {\"status\": \"disabled\"}]}")
                .answers("GET /v1/events", "{\"data\": [{\"id\": \"evt_1\"}]}")
                .answers("GET /v1/charges", "{\"data\": [{\"status\": \"succeeded\"}, {\"status\": \"pending\"}]}");
        Outcome outcome = vendor.check(example("stripe"));
        assertThat(outcome.message())
                .isEqualTo("payouts enabled: body.account.payouts_enabled (false) == true;"
                        + " webhooks disabled: webhooks_disabled (1) == 0");
        assertThat(Vendor.metrics(outcome))
                .containsEntry("balance_available", 66600.0)
                .containsEntry("events_undelivered", 1.0)
                .containsEntry("payment_success_rate", 100.0);

        vendor.answers("GET /v1/account", 403, "")
                .answers("GET /v1/webhook_endpoints", 403, "")
                .answers("GET /v1/events", 403, "")
                .answers("GET /v1/charges", 403, "");
        Outcome restricted = vendor.check(example("stripe"));
        assertThat(restricted.status()).as(restricted.message()).isEqualTo(Status.HEALTHY);
        assertThat(Vendor.metrics(restricted)).containsOnlyKeys("balance_available");
    }

    @Test
    void twilio_tells_of_account_credit_and_delivery() throws IOException {
        String account = "/2010-04-01/Accounts/" + KEY;
        vendor.answers("GET " + account + ".json", "{\"status\": \"active\"}")
                .answers("GET " + account + "/Balance.json", "{\"currency\": \"USD\", \"balance\": \"9.50\"}")
                .answers(
                        "GET " + account + "/Messages.json",
                        "{\"page_size\": 100, \"messages\": [{\"status\": \"delivered\"}, {\"status\": \"failed\"},"
                                + " {\"status\": \"read\"}, {\"status\": \"undelivered\"}, {\"status\": \"sent\"}]}");
        Outcome outcome = vendor.check(example("twilio"));
        assertThat(outcome.message())
                .isEqualTo("credit balance: credit_balance (9.5) > 10; delivery rate: sms_delivery_rate (50%) > 90%");
        assertThat(vendor.requests).allMatch(request -> request.contains(" Basic c2tfc2VjcmV0XzQ3MTE6"));

        vendor.answers("GET " + account + ".json", "{\"status\": \"suspended\"}");
        assertThat(vendor.check(example("twilio")).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void resend_tells_of_domains_and_delivery() throws IOException {
        vendor.answers("GET /domains", "{\"data\": [{\"status\": \"verified\"}, {\"status\": \"partially_verified\"}]}")
                .answers(
                        "GET /emails",
                        "{\"object\": \"list\", \"has_more\": true, \"data\": [{\"last_event\": \"delivered\"},"
                                + " {\"last_event\": \"queued\"}, {\"last_event\": \"complained\"},"
                                + " {\"last_event\": \"opened\"}, {\"last_event\": \"suppressed\"}]}");
        Outcome outcome = vendor.check(example("resend"));
        assertThat(outcome.message())
                .isEqualTo("domains verified: domains_verified (50%) >= 100%;"
                        + " delivery rate: email_delivery_rate (75%) > 95%");

        vendor.answers("GET /domains", "{\"data\": []}").answers("GET /emails", "{\"data\": []}");
        assertThat(vendor.check(example("resend")).status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void the_services_of_supabase_are_checks_of_their_own() throws IOException {
        vendor.answers("GET /rest/v1/profiles", "[{\"id\": 1}]")
                .answers("GET /storage/v1/status", "")
                .answers("GET /storage/v1/bucket", "[{\"id\": \"a\"}, {\"id\": \"b\"}]")
                .answers("GET /auth/v1/health", "{\"version\": \"v2.1\", \"name\": \"GoTrue\"}")
                .answers("GET /auth/v1/settings", "{\"disable_signup\": true}");
        String[] all = example("supabase").split("(?m)(?=^- templatedRoute)");
        assertThat(Vendor.metrics(vendor.check(all[0]))).isEqualTo(Map.of("rows_found", 1.0));
        Outcome storage = vendor.check(all[1]);
        assertThat(storage.status()).as(storage.message()).isEqualTo(Status.HEALTHY);
        assertThat(Vendor.metrics(storage)).isEqualTo(Map.of("buckets", 2.0));
        assertThat(vendor.requests).allMatch(request -> request.endsWith("Bearer " + KEY + " "));
        Outcome auth = vendor.check(all[2]);
        assertThat(auth.status()).as(auth.message()).isEqualTo(Status.HEALTHY);
        assertThat(Vendor.subChecks(auth)).contains("sign-up open=DEGRADED");
    }

    @Test
    void clerk_tells_of_users_and_signing_keys() throws IOException {
        vendor.answers("GET /v1/users/count", "{\"object\": \"total_count\", \"total_count\": 342}")
                .answers("GET /v1/jwks", "{\"keys\": []}")
                .answers("GET /v1/instance", "{\"environment_type\": \"production\"}");
        Outcome outcome = vendor.check(example("clerk"));
        assertThat(outcome.message()).isEqualTo("signing keys: signing_keys (0) > 0");
        assertThat(Vendor.metrics(outcome)).containsEntry("users", 342.0);
    }

    @Test
    void rollbar_answers_a_ping_and_shows_its_items_to_a_token_that_may_read() throws IOException {
        vendor.answers("GET /api/1/status/ping", "pong")
                .answers(
                        "GET /api/1/items/",
                        "{\"err\": 0, \"result\": {\"page\": 1, \"total_count\": 3, \"items\": []}}");
        Outcome outcome = vendor.check(example("rollbar"));
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.HEALTHY);
        assertThat(Vendor.metrics(outcome)).containsEntry("critical_items", 3.0);

        vendor.answers("GET /api/1/items/", 401, "");
        assertThat(Vendor.subChecks(vendor.check(example("rollbar")))).contains("read access=DEGRADED");
        vendor.requests.clear();
        vendor.check(example("rollbar").replaceAll(".*read-token.*\n", ""));
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void a_vendor_in_trouble_is_down_and_never_healthy_by_mistake() throws IOException {
        List<String> first = List.of(
                "POST /v2/list-agents",
                "GET /v2/me",
                "GET /v1/balance",
                "GET /2010-04-01/Accounts/" + KEY + ".json",
                "GET /domains",
                "GET /rest/v1/profiles",
                "GET /storage/v1/status",
                "GET /auth/v1/health",
                "GET /v1/users/count",
                "GET /api/1/status/ping");
        StringBuilder all = new StringBuilder();
        for (String page : List.of("retell", "calcom", "stripe", "twilio", "resend", "supabase", "clerk", "rollbar")) {
            all.append(example(page));
        }
        for (int status : new int[] {401, 429, 500}) {
            first.forEach(request -> vendor.answers(request, status, "{\"error\": \"" + KEY + "\"}"));
            assertThat(vendor.checkAll(all.toString())).hasSize(first.size()).allSatisfy(outcome -> {
                assertThat(outcome.status()).isEqualTo(Status.DOWN);
                assertThat(outcome.message()).endsWith(": HTTP " + status + " instead of 200-299");
                assertThat(outcome.toString()).doesNotContain(KEY);
            });
        }
        first.forEach(request -> vendor.answers(request, "<html>down for maintenance</html>"));
        vendor.answers("GET /storage/v1/status", 503, "");
        assertThat(vendor.checkAll(all.toString()))
                .allSatisfy(outcome ->
                        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(Status.DOWN));
        first.forEach(request -> vendor.answers(request, "{}"));
        vendor.answers("GET /storage/v1/status", 503, "").answers("GET /rest/v1/profiles", "");
        assertThat(vendor.checkAll(all.toString()))
                .allSatisfy(outcome ->
                        assertThat(outcome.status()).as(outcome.toString()).isNotEqualTo(Status.HEALTHY));
        first.forEach(request -> vendor.answers(request, 0, ""));
        String hasty = all.toString().replaceAll("(?m)^    parameters:", "$0\n      - { name: timeout, value: 1s }");
        assertThat(vendor.checkAll(hasty))
                .allSatisfy(outcome -> assertThat(outcome.message()).isEqualTo("No answer within 1000 ms"));
    }

    /** The example of a vendor's page, at our server's address. */
    private String example(String page) throws IOException {
        String example = vendor.example(page, "https://abc.supabase.co", KEY);
        return example.contains("name: url,")
                ? example
                : example + "      - { name: url, value: \"" + vendor.url() + "\" }\n";
    }
}
