package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.access.PersonStore;
import io.rollcall.store.Jdbc;
import io.rollcall.story.Site.Mood;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** People with and without roles in a real browser, before an engine that asks everybody who he is. */
class LoginStoryTest extends PeopleOnPages {
    private static final String FOR_EVERYBODY =
            String.join("\n", "Dashboard", "Alerts", "Silences", "Maintenance", "Dependencies");

    @Test
    void a_deep_link_leads_through_the_login_to_its_very_place_with_the_keyboard_alone() throws Exception {
        Tab tab = browser.elsewhere(1280, 900);
        tab.open(scene.address("/health?q=o#shop"), "document.activeElement.id === 'username'");
        assertThat(tab.value("document.getElementById('provider').href").asText())
                .endsWith("/login/oidc?next=%2Fhealth%3Fq%3Do%23shop");
        assertThat(tab.barriers()).isEmpty();
        tab.type("vera");
        tab.press("Tab");
        tab.type("another password");
        tab.press("Enter");
        tab.until("document.querySelector('[role=alert]')?.innerText === 'Name or password is wrong.'");
        assertThat(tab.value("document.getElementById('username').value").asText())
                .isEqualTo("vera");
        tab.until("document.activeElement.id + document.activeElement.value === 'password'");
        assertThat(tab.barriers()).isEmpty();
        tab.type(PASSWORD);
        tab.press("Enter");

        tab.until("document.activeElement?.closest('tr')?.id === 'shop'");
        assertThat(tab.value("location.href").asText())
                .isEqualTo(scene.address("/health?q=o#shop").toString());
    }

    @Test
    void whoever_may_look_only_is_told_in_plain_words_what_is_not_for_him_and_how_to_go_on() throws Exception {
        Tab tab = tabOf("vera", 390, 844);
        tab.prefers("dark", "en");
        tab.open(scene.address("/health"), LIVE + " && document.getElementById('shop') !== null");
        await().untilAsserted(() -> assertThat(tab.text(".top nav")).isEqualTo(FOR_EVERYBODY));
        assertThat(tab.value("document.querySelector('#shop a').getAttribute('href')")
                        .asText())
                .isEqualTo("/health#shop");
        assertThat(tab.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.complaints()).isEmpty();

        tab.prefers("dark", "de");
        tab.open(scene.address(INTEGRATIONS + "/shop"), "document.title === 'Diese Seite ist nicht für Sie'");
        assertThat(tab.text("main")).contains("angemeldet als vera (Rolle viewer)", "für die Rolle operator");
        assertThat(tab.barriers()).isEmpty();
        tab.value("document.querySelector('button').click()");
        tab.until("document.getElementById('said')?.innerText === 'Sie sind abgemeldet.'");
        assertThat(tab.value("document.querySelector('[name=next]').value").asText())
                .isEqualTo(INTEGRATIONS + "/shop");
    }

    @Test
    void operators_work_on_one_integration_and_admins_see_everything() throws Exception {
        Tab operator = tabOf("olga", 1280, 900);
        operator.open(scene.address(INTEGRATIONS + "/shop"), BUTTONS + ".includes('Check now')");
        await().untilAsserted(() -> assertThat(operator.text(".top nav")).isEqualTo(FOR_EVERYBODY));
        assertThat(operator.value("document.querySelector('.back').pathname").asText())
                .isEqualTo("/health");
        operator.value("[...document.querySelectorAll('button')].find(one => one.innerText === 'Check now').click()");
        operator.until("document.querySelector('.controls [role=status]').innerText === 'Done: found OK'");
        operator.open(scene.address(INTEGRATIONS), "document.title === 'This page is not for you'");
        operator.value("document.querySelector('a').click()");
        operator.until(LIVE);

        Tab admin = tabOf("admin", 1280, 900);
        admin.open(scene.address("/"), LIVE);
        admin.shows(".top nav", "Dashboard", "Integrations", "Deployment");
        admin.shows(".who", "admin", "Log out");
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void no_page_shows_anything_to_somebody_who_has_logged_out() {
        Tab first = browser.tab(1280, 900);
        first.in(scene.address("/"), stranger.login("admin", PASSWORD));
        first.open(scene.address(INTEGRATIONS + "?q=shop"), LIVE);
        first.until("localStorage.getItem('rollcall-last') !== null");
        Tab second = browser.tab(1280, 900);
        second.open(scene.address("/health?q=shop#shop"), LIVE);
        first.value("document.querySelector('.who button').click()");

        first.until("document.getElementById('said')?.innerText === 'You are logged out.'");
        second.until("document.getElementById('said')?.innerText.startsWith('You are not logged in any longer.')");
        second.until("localStorage.getItem('rollcall-last') === null");
        second.type("admin");
        second.press("Tab");
        second.type(PASSWORD);
        second.press("Enter");
        second.until(LIVE + " && document.activeElement?.closest('tr')?.id === 'shop'");
        second.until("location.search === '?q=shop'");
    }

    @Test
    void a_device_is_told_shows_it_and_lets_its_reader_acknowledge() throws Exception {
        URI origin = URI.create(scene.address("/").toString().replaceFirst("/$", ""));
        browser.letNotify(origin);
        Tab tab = browser.tab(1280, 900);
        tab.in(scene.address("/"), stranger.login("olga", PASSWORD));
        device.serve(tab);
        subscribe(tab);
        scene.site.is("/bank", Mood.FAILING);
        await().until(device::hasMessage);
        assertThat(device.deliver(tab, origin)).contains("\"topic\":");
        String shown = "navigator.serviceWorker.ready.then(worker => worker.getNotifications())"
                + ".then(all => all.map(one => [one.title, one.body, one.actions.map(({ action }) => action)].flat().join('|')).join())";
        await().untilAsserted(() -> assertThat(tab.value(shown).asText())
                .isEqualTo("[CRITICAL] The bank is down|HTTP 503 instead of 200-299|view_details|acknowledge"));
        Tab worker = browser.worker();
        worker.value("self.registration.getNotifications().then(([one]) => pressed('acknowledge', one)).then(() => 1)");
        await().untilAsserted(() -> assertThat(tab.value(shown).asText())
                .isEqualTo("[CRITICAL] The bank is down|olga looks after The bank (integration-down).|view_details"));

        device.move(worker);
        await().untilAsserted(() -> assertThat(
                        Tables.value(sql, "SELECT string_agg(severity || endpoint, ',') FROM push_subscription"))
                .startsWith("critical")
                .endsWith("another-part"));
        tab.open(scene.address("/health"), BUTTONS + ".includes('Notify me on this device')");
        // What the engine does not know is no subscription.
        tab.until("localStorage.played === undefined");
        press(tab, "Notify me on this device");
        tab.until(BUTTONS + ".includes('No longer notify me')");
        press(tab, "No longer notify me");
        await().until(() ->
                Tables.value(sql, "SELECT count(*) FROM push_subscription").equals("1"));
    }

    private void subscribe(Tab tab) throws Exception {
        tab.open(scene.address("/health"), BUTTONS + ".includes('Notify me on this device')");
        assertThat(tab.value("localStorage.asked").asText()).isEqualTo("0");
        assertThat(tab.barriers()).isEmpty();
        press(tab, "Notify me on this device");
        tab.until(BUTTONS + ".includes('No longer notify me')");
        tab.value("(select => { select.value = 'critical'; select.dispatchEvent(new Event('change')) })"
                + "(document.querySelector('.device select'))");
        await().until(() -> Tables.value(sql, "SELECT string_agg(severity, ',') FROM push_subscription")
                .equals("critical"));
        tab.open(scene.address("/health"), BUTTONS + ".includes('No longer notify me')");
        tab.until("document.querySelector('.device select').value === 'critical'");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void a_session_subscribes_without_a_token_but_only_from_our_pages() {
        HttpResponse<String> login = stranger.login("vera", PASSWORD);
        Visitor vera = stranger.in(login);
        assertThat(vera.get("/api/push/key").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/api/push/key").statusCode()).isEqualTo(403);
        assertThat(vera.post("/api/push/subscriptions", "{}").body()).contains("X-CSRF-Token");
        Visitor page =
                vera.with("X-CSRF-Token", Visitor.json(login).path("csrf").asText());
        assertThat(page.post("/api/push/subscriptions", "{}").body()).contains("endpoint is missing");
        assertThat(page.with("Origin", "https://evil.example.com")
                        .post("/api/push/subscriptions", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(page.get("/api/push/subscriptions/0000000000000000").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_stream_is_for_our_pages_and_ends_with_the_session() {
        HttpResponse<String> login = stranger.login("vera", PASSWORD);
        assertThatThrownBy(() -> stream(login, "https://evil.example.com", new CompletableFuture<>()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        stream(login, "http://localhost:" + scene.port(), closed);
        stranger.in(login).post("/logout", "");
        assertThat(closed.orTimeout(100, TimeUnit.SECONDS).join()).isEqualTo(4401);
    }

    private void stream(HttpResponse<String> login, String origin, CompletableFuture<Integer> closed) {
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", Visitor.cookie(login))
                .header("Origin", origin)
                .buildAsync(URI.create("ws://localhost:" + scene.port() + "/health/stream"), new WebSocket.Listener() {
                    @Override
                    public CompletableFuture<?> onClose(WebSocket socket, int code, String reason) {
                        closed.complete(code);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .join();
    }

    @Test
    void behind_a_proxy_of_ours_the_address_is_the_last_one_that_is_none() throws Exception {
        stranger.with("X-Forwarded-For", "6.6.6.6, 203.0.113.7").login("mallory", "x");
        await().untilAsserted(() -> assertThat(sql.column("SELECT address FROM audit WHERE target = 'mallory'"))
                .containsExactly("203.0.113.7"));
    }

    @Test
    void a_password_that_was_kept_with_less_effort_is_kept_with_more_after_the_login() throws Exception {
        person("paul", "viewer", 500);
        assertThat(stranger.login("paul", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(sql.value("SELECT split_part(password, '$', 3) FROM account WHERE name = 'paul'"))
                .isEqualTo("i=1000");
        assertThat(stranger.login("paul", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void somebody_is_always_admin() throws Exception {
        assertThat(scene.command("user", "role", "admin", "viewer").log()).contains("admin: the only admin;");
        Ran removed = scene.command("user", "remove", "admin");
        assertThat(removed.exit()).isEqualTo(2);
        assertThat(removed.log()).contains("the only admin; make another one first");

        person("adam", "admin", 1000);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(scene.databaseUrl());
        PersonStore people = new PersonStore(new Jdbc(source));
        assertThat(Stream.of("admin", "adam").parallel().map(people::remove))
                .as("both at the same time")
                .containsExactlyInAnyOrder(true, false);
        sql.execute("DELETE FROM account WHERE role = 'admin'");
        person("admin", "admin", 1000);
    }
}
