package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what over HTTP, on an engine that runs (requirements 002-20 and 002-33). */
class AccessStoryTest extends AccessScene {
    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/metrics", "/login", "/login.css", "/api/health/"})
    void some_is_for_everybody(String path) {
        assertThat(stranger.get(path).statusCode()).isEqualTo(200);
        assertThat(stranger.bearer("nonsense").get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("io.rollcall.story.Paths#guarded")
    void all_else_needs_a_login_however_it_is_written(String path) {
        for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"}) {
            HttpResponse<String> answer = stranger.with("RollcallCaller", "admin")
                    .with("RollcallRole", "admin")
                    .with("X-Forwarded-For", "127.0.0.1")
                    .call(method, path, "");
            assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"rollcall\"");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void what_is_written_oddly_reaches_no_other_endpoint_than_the_guard_believes() {
        Visitor viewer = token("read", "/api/health");
        assertThat(viewer.get("/api/health/status").statusCode()).isEqualTo(200);
        assertThat(viewer.get("/api/health/../audit").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/api/health/%2e%2e/audit").statusCode()).isEqualTo(403);
        assertThat(stranger.get("/assets/..%2fapi/health/status").statusCode()).isEqualTo(404);
    }

    @Test
    void a_browser_is_sent_to_the_login_and_comes_back_to_where_it_wanted_to_go() {
        HttpResponse<String> sent = stranger.with("Accept", "text/html,*/*").get("/health?a=b&c=d");
        assertThat(sent.statusCode()).isEqualTo(303);
        String location = sent.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/login?next=%2Fhealth%3Fa%3Db%26c%3Dd");

        HttpResponse<String> page = stranger.get(location);
        assertThat(page.body())
                .contains("name=\"next\" value=\"/health?a=b&amp;c=d\"")
                .doesNotContain("{{");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        HttpResponse<String> in = stranger.form("Admin ", PASSWORD, "/health?a=b&c=d");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/health?a=b&c=d");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("rollcall=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax");
        assertThat(stranger.in(in).get("/health?a=b&c=d").statusCode()).isEqualTo(200);
        assertThat(stranger.form("admin", PASSWORD, "//evil.example.com")
                        .headers()
                        .firstValue("Location"))
                .contains("/health");
    }

    @Test
    void a_wrong_password_and_a_wrong_name_are_told_alike() {
        HttpResponse<String> wrong = stranger.form("admin", "not the password", "/health");
        HttpResponse<String> nobody = stranger.form("nobody", "not the password", "/health");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.body().replace("value=\"nobody\"", "value=\"admin\""))
                .isEqualTo(wrong.body())
                .contains("Name or password is wrong.");
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(wrong.body()).doesNotContain("not the password");
        assertThat(stranger.login("nobody", "x").statusCode()).isEqualTo(401);
        assertThat(stranger.post("/api/login", "{").statusCode()).isEqualTo(400);
        assertThat(stranger.post("/api/login", "x".repeat(100_000)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoever_guesses_is_slowed_down_and_told_for_how_long() {
        HttpResponse<String> last = stranger.login("victim", "guess");
        // On a slow machine hashing takes longer than the first pauses.
        for (int i = 0; i < 15 && last.statusCode() != 429; i++) {
            last = stranger.login("victim", "guess-" + i);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    }

    @Test
    void a_session_is_never_one_that_was_there_before() {
        Visitor fixed = stranger.with("Cookie", "rollcall=" + "a".repeat(43));
        HttpResponse<String> in = fixed.login("admin", PASSWORD);
        assertThat(Visitor.cookie(in)).doesNotContain("aaaa");
        assertThat(fixed.get("/api/session").statusCode()).isEqualTo(401);

        HttpResponse<String> first = stranger.login("admin", PASSWORD);
        stranger.in(first).form("admin", PASSWORD, "/");
        assertThat(stranger.in(first).get("/api/session").statusCode()).isEqualTo(401);
    }

    @Test
    void what_changes_something_needs_more_than_a_cookie() {
        HttpResponse<String> login = stranger.login("admin", PASSWORD);
        Visitor admin = stranger.in(login);
        String csrf = Visitor.json(admin.get("/api/session")).path("csrf").asText();
        assertThat(csrf).hasSize(43).isEqualTo(Visitor.json(login).path("csrf").asText());
        assertThat(Visitor.json(admin.get("/api/session")).path("role").asText())
                .isEqualTo("admin");

        assertThat(admin.post("/api/nothing", "").statusCode()).isEqualTo(403);
        assertThat(admin.with("X-CSRF-Token", "wrong").post("/api/nothing", "").statusCode())
                .isEqualTo(403);
        Visitor page = admin.with("X-CSRF-Token", csrf);
        assertThat(page.post("/api/nothing", "").statusCode()).isEqualTo(404);
        assertThat(page.with("Origin", "http://localhost:" + scene.port())
                        .post("/api/nothing", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(page.with("Origin", "https://evil.example.com")
                        .post("/api/nothing", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(page.with("Sec-Fetch-Site", "cross-site")
                        .post("/api/nothing", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(stranger.with("Origin", "https://evil.example.com")
                        .form("admin", PASSWORD, "/")
                        .statusCode())
                .isEqualTo(403);
        assertThat(page.with("Content-Type", "application/x-www-form-urlencoded")
                        .post("/api/nothing", "RollcallRole=admin")
                        .statusCode())
                .isEqualTo(415);
        assertThat(page.get("/api/session?rollcallcaller=eve").statusCode()).isEqualTo(400);
    }

    @Test
    void after_the_logout_the_session_is_over() {
        Visitor admin = admin();
        assertThat(admin.get("/api/session").statusCode()).isEqualTo(200);
        admin.with("Origin", "https://evil.example.com").post("/logout", "");
        assertThat(admin.get("/api/session").statusCode()).isEqualTo(200);
        HttpResponse<String> out = admin.post("/logout", "");
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("rollcall=;", "Max-Age=0");
        assertThat(admin.get("/api/session").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "read, /, GET, /api/health/status, 200",
        "read, /, POST, /api/silences, 403",
        "read, /, GET, /dashboard/monitoring/integrations, 403",
        "operate, /, GET, /dashboard/monitoring/integrations, 403",
        "operate, /, POST, /api/integrations, 403",
        "admin, /, GET, /dashboard/monitoring/integrations, 200",
        "admin, /, GET, /api/audit, 200",
        "admin, /api/health, GET, /api/audit, 403",
        "admin, /api/health, GET, /api/health/status, 200",
    })
    void a_token_opens_what_its_scope_and_its_path_say(
            String scope, String path, String method, String target, int status) {
        assertThat(token(scope, path).call(method, target, "").statusCode()).isEqualTo(status);
    }

    @Test
    void a_token_that_is_wrong_expired_or_removed_opens_nothing() throws Exception {
        Visitor good = token("read", "/");
        HttpResponse<String> wrong =
                stranger.bearer("rollcall_" + "x".repeat(43)).get("/api/health/status");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
        sql.execute("UPDATE access_token SET expires_at = now() - interval '1 s'");
        await().until(() -> good.get("/api/health/status").statusCode() == 401);
        sql.execute("UPDATE access_token SET expires_at = NULL");
        await().until(() -> good.get("/api/health/status").statusCode() == 200);
        sql.execute("DELETE FROM access_token");
        await().until(() -> good.get("/api/health/status").statusCode() == 401);
    }

    @Test
    void commands_on_this_machine_show_the_key_in_the_data_folder() throws Exception {
        assertThat(Visitor.json(commandLine().get("/api/session")).path("user").asText())
                .isEqualTo("command line");
        Path key = scene.folder.resolve("data/command.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        await().untilAsserted(() -> {
            Ran status = scene.command("status");
            assertThat(status.exit()).as(status.log()).isZero();
            assertThat(status.output()).contains("shop", "(from the running engine)", "Uptime: ");
        });
    }

    @Test
    void it_is_known_who_did_what() throws Exception {
        stranger.login("Nobody", "x");
        Visitor admin = admin();
        String csrf = Visitor.json(admin.get("/api/session")).path("csrf").asText();
        admin.with("X-CSRF-Token", csrf).call("DELETE", "/api/things/7", "");
        token("read", "/").call("DELETE", "/api/things/8", "");
        await().untilAsserted(() -> assertThat(
                        sql.column("SELECT concat_ws(' ', coalesce(caller, '-'), action, target, outcome) FROM audit"))
                .contains(
                        "- login nobody refused",
                        "admin login admin done",
                        "admin DELETE /api/things/7 404",
                        "token:read DELETE /api/things/8 403"));
        assertThat(admin.get("/api/audit?limit=2").body()).contains("\"next\":\"20", "\"address\":\"127.0.0.1\"");
        assertThat(admin.get("/api/audit?before=x").statusCode()).isEqualTo(400);
    }

    @Test
    void where_nothing_is_people_find_the_way_back_and_programs_a_problem() throws Exception {
        Visitor person = commandLine().with("Accept", "text/html,*/*");
        HttpResponse<String> page = person.with("Accept-Language", "de-AT").get("/nobody/has/named/this");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("lang=\"de\"", "Diese Seite gibt es nicht", "href=\"/health\"", "href=\"/status\"")
                .doesNotContain("{{", "nobody", "<script");
        assertThat(stranger.with("Accept", "text/html").get("/status/nothing").body())
                .contains("lang=\"en\"", "There is no such page");
        assertThat(stranger.with("Accept", "text/html")
                        .get("/nobody/has/named/this")
                        .statusCode())
                .isEqualTo(303);
        HttpResponse<String> problem = commandLine().get("/nobody/has/named/this");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.body()).contains("There is nothing at this path");
        assertThat(commandLine().post("/health", "").headers().firstValue("Allow"))
                .contains("GET");
    }

    @ParameterizedTest
    @CsvSource({"/, /health", "/dashboard, /health", "/admin, /admin/people"})
    void the_beginning_of_an_address_is_enough(String path, String led) throws IOException {
        assertThat(commandLine().get(path).headers().firstValue("Location")).contains(led);
    }
}
