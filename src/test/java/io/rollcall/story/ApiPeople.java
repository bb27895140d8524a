package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.store.Sql;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Users and tokens over the HTTP API. */
abstract class ApiPeople extends ApiChanges {
    private static final String ADA =
            "{\"name\": \"Ada\", \"role\": \"operator\", \"password\": \"a long enough one\"}";

    final void people(Sql sql) throws Exception {
        users(sql);
        secrets();
        json(call("DELETE", "/api/users/admin", null), 409);
        json(call("PATCH", "/api/users/admin", "{\"role\": \"viewer\"}"), 409);
        assertThat(call("DELETE", "/api/users/ada", null).statusCode()).isEqualTo(204);
        json(call("DELETE", "/api/users/ada", null), 404);
        await().untilAsserted(() -> assertThat(sql.column(
                        "SELECT action || ' ' || target FROM audit WHERE caller = 'api' AND action LIKE '%-%'"))
                .contains("user-add ada", "user-role ada", "user-remove ada", "token-add ci", "token-remove ci")
                .containsOnlyOnce("user-password ada"));
        assertThat(sql.column("SELECT audit::text FROM audit UNION ALL SELECT api_request::text FROM api_request"))
                .noneMatch(line -> line.contains("long enough") || line.contains("rollcall_"));
        log(sql);
    }

    /** Page by page shows the same as all at once, also where a page ends between entries of one time. */
    private void log(Sql sql) throws Exception {
        Instant time = Instant.now().minus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS);
        sql.execute("INSERT INTO audit SELECT gen_random_uuid(), '" + time + "', 'ada', 'login', n::text, 'done'"
                + " FROM generate_series(1, 5) AS n");
        String before = "/api/audit?before=" + time.plusSeconds(1);
        assertThat(names(get(before).at("/entries/0")))
                .containsExactly("id", "at", "caller", "action", "target", "outcome", "address");
        assertThat(get("/api/audit?limit=1").path("next").asText()).contains("~");
        List<String> seen = new ArrayList<>();
        String next = before;
        while (next != null) {
            JsonNode page = get(next + "&limit=2");
            seen.addAll(page.path("entries").findValuesAsText("target"));
            next = page.path("next").isNull()
                    ? null
                    : "/api/audit?before=" + page.path("next").asText();
        }
        assertThat(seen).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        assertThat(get("/api/audit?before=" + time).path("entries")).isEmpty();
        json(call("GET", "/api/audit?before=yesterday", null), 400);
        json(call("GET", "/api/audit?limit=501", null), 400);
    }

    private void users(Sql sql) throws Exception {
        JsonNode ada = json(call("POST", "/api/users", ADA), 201);
        assertThat(ada.path("name").asText()).isEqualTo("ada");
        assertThat(names(ada)).containsExactly("name", "role", "local", "createdAt", "changedAt", "sessions", "seenAt");
        json(call("POST", "/api/users", ADA), 409);
        for (String wrong : new String[] {"a long enough one/short", "operator/king", "Ada/_", "role/rôle"}) {
            String[] change = wrong.split("/");
            json(call("POST", "/api/users", ADA.replace(change[0], change[1])), 400);
        }
        sql.execute("INSERT INTO login_session SELECT h, n, 'viewer', l, now(), now() FROM "
                + "(VALUES ('a', 'ada', true), ('b', 'ada', true), ('c', 'oidc:ann', false)) AS x (h, n, l)");
        JsonNode all = get("/api/users");
        assertThat(all.at("/users").findValuesAsText("name")).containsExactly("ada", "admin", "oidc:ann");
        assertThat(all.at("/users").findValuesAsText("sessions")).containsExactly("2", "0", "1");
        assertThat(get("/api/users?limit=1&after=ada").path("next").asText()).isEqualTo("admin");

        HttpResponse<String> one = call("GET", "/api/users/ada", null);
        String tag = one.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> changed = checked(
                "PATCH",
                "/api/users/ada",
                request("PATCH", "/api/users/ada", "{\"role\": \"admin\"}").header("If-Match", tag));
        assertThat(json(changed, 200).path("sessions").asInt()).isZero();
        json(
                checked(
                        "PATCH",
                        "/api/users/ada",
                        request("PATCH", "/api/users/ada", "{\"role\": \"viewer\"}")
                                .header("If-Match", tag)),
                412);
        json(call("PATCH", "/api/users/ada", "{}"), 400);
        json(call("PATCH", "/api/users/oidc:ann", "{\"role\": \"admin\"}"), 409);
        json(call("GET", "/api/users/adda", null), 404);
        assertThat(json(call("DELETE", "/api/users/oidc:ann/sessions", null), 200)
                        .path("ended")
                        .asInt())
                .isEqualTo(1);
        json(call("PATCH", "/api/users/ada", "{\"role\": \"viewer\"}"), 200);
    }

    /** What comes again under a key is done once; neither a password nor a token is kept with it. */
    private void secrets() throws Exception {
        String password = "{\"password\": \"another long enough one\"}";
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> again = checked(
                    "PATCH",
                    "/api/users/ada",
                    request("PATCH", "/api/users/ada", password).header("Idempotency-Key", "p"));
            json(again, 200);
        }
        String ci = "{\"name\": \"ci\", \"scope\": \"operate\", \"path\": \"/api/silences\", \"duration\": \"1d\"}";
        JsonNode made = json(
                checked(
                        "POST",
                        "/api/tokens",
                        request("POST", "/api/tokens", ci).header("Idempotency-Key", "t")),
                201);
        assertThat(made.path("token").asText()).matches("rollcall_[\\w-]{43}");
        JsonNode again = json(
                checked(
                        "POST",
                        "/api/tokens",
                        request("POST", "/api/tokens", ci).header("Idempotency-Key", "t")),
                201);
        assertThat(again.path("id")).isEqualTo(made.path("id"));
        assertThat(again.path("token").isNull()).isTrue();
        json(call("POST", "/api/tokens", ci), 409);
        json(call("POST", "/api/tokens", ci.replace("operate", "write")), 400);
        json(call("POST", "/api/tokens", ci.replace("/api/silences", "/api/*")), 400);
        json(call("POST", "/api/tokens", ci.replace("1d", "soon")), 400);
        JsonNode listed = get("/api/tokens");
        assertThat(listed.path("total").asInt()).isEqualTo(1);
        assertThat(listed.toString()).contains("\"createdBy\":\"api\"").doesNotContain("rollcall_", "hash");
        assertThat(call("DELETE", "/api/tokens/ci", null).statusCode()).isEqualTo(204);
        json(call("DELETE", "/api/tokens/ci", null), 404);
    }
}
