package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser, at the size of a desktop and of a phone, over an engine that checks, fails and restarts. */
@ExtendWith(PostgresExtension.class)
class LivePagesStoryTest extends PagesThatChange {
    @TempDir
    private static Path folder;

    private static Installation running;

    @BeforeAll
    static void start(Database server) throws Exception {
        assumeThat(Chromium.isInstalled()).isTrue();
        scene = new Scene(folder);
        scene.ownDatabase(server, "pages");
        scene.set("rollcall.inbox.enabled", "true");
        scene.file(
                "estate",
                watched("shop", "sales"),
                watched("bank", "sales"),
                watched("post", "logistics"),
                watched("till", "sales", "depends-on", "shop"));
        running = scene.start();
        browser = new Chromium(folder.resolve("browser"));
        await().until(() -> running.engine().api().status().summary().healthy() == 4);
    }

    private static String watched(String key, String group, String... more) {
        List<String> parameters = new ArrayList<>(List.of("name", "The " + key, "group", group));
        parameters.addAll(List.of("url", scene.site.url("/" + key), "interval", "5s", "recheck", "1s"));
        // Who is well again shall be seen at once, however long it failed.
        parameters.addAll(List.of("breaker-failures", "1000", "timeout", "15s", "degraded-above", "15s"));
        parameters.addAll(List.of(more));
        return integration("http", key, parameters.toArray(String[]::new));
    }

    @AfterAll
    static void end() {
        if (running != null) {
            browser.close();
            running.close();
            scene.close();
        }
    }

    @Test
    void the_dashboard_shows_every_integration_and_asks_nobody_else() throws Exception {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address("/health"), ROWS + " === 4 && document.querySelector('.tiles dd').innerText !== '–'");

        tab.shows("h1", "System health 100%");
        tab.shows(".freshness", "Live");
        assertThat(tab.text(".matrix thead").split("\\t"))
                .containsExactly(
                        "Service", "Status", "Latency", "Uptime (30 d)", "Last 24 h", "Circuit breaker", "Action");
        tab.shows("#shop", "The shop", "OK", " ms", "CLOSED");
        tab.until("document.getElementById('latencyChart').width > 0");
        assertThat(tab.hosts()).containsExactly("localhost:" + scene.port());
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void on_a_phone_in_the_dark_and_in_german_it_fits_and_can_be_read() throws Exception {
        Tab tab = browser.tab(390, 844);
        tab.prefers("dark", "de-AT,de;q=0.9,en;q=0.8");
        tab.open(scene.address("/health"), ROWS + " === 4");

        tab.shows("h1", "Systemzustand");
        assertThat(tab.value("document.documentElement.lang").asText()).isEqualTo("de");
        assertThat(tab.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void a_failure_shows_within_moments_and_so_does_its_end() {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address("/health"), ROWS + " === 4");
        scene.site.is("/bank", Mood.FAILING);
        tab.until("document.querySelector('#bank .badge').innerText === 'Down'");

        tab.shows(".verdict p", "1 integration is down");
        tab.shows(".service-card.fill-down", "The bank");
        tab.until("document.querySelector('[data-row]').id === 'bank'");
        tab.until("document.querySelector('#outages-title ~ ol').innerText.includes('The bank')");

        scene.site.is("/bank", Mood.HEALTHY);
        tab.until("document.querySelector('#bank .badge').innerText === 'OK'");
        tab.open(scene.address(INTEGRATIONS + "/bank"), "document.getElementById('evidence-title') !== null");
        tab.shows("[aria-labelledby=evidence-title]", "HTTP 503", "out of order");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void the_keyboard_alone_finds_filters_and_opens_an_integration() {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address("/health"), ROWS + " === 4");
        tab.press("?");
        tab.until("document.getElementById('help').open");
        tab.value("document.getElementById('help').close()");
        tab.press("/");
        tab.press("p", "o", "s", "t");
        tab.until(ROWS + " === 1");
        tab.until("location.search === '?q=post'");
        tab.press("Escape");
        tab.until(ROWS + " === 4");
        tab.press("j", "j", "k", "j", "Enter");
        tab.until("location.pathname.startsWith('" + INTEGRATIONS + "/')");
    }

    @Test
    void a_link_of_a_message_leads_to_its_row() {
        Tab tab = browser.tab(1280, 500);
        tab.open(scene.address("/health#post"), "document.activeElement?.closest('tr')?.id === 'post'");

        assertThat(tab.value("document.getElementById('post').getBoundingClientRect().top")
                        .asInt())
                .isBetween(0, 500);
    }

    /** As behind a proxy that knows nothing of WebSockets; a fifty times faster clock stands for a quarter of an hour. */
    @Test
    void without_a_stream_the_status_is_asked_for_all_the_time() {
        Tab tab = browser.tab(1280, 900);
        tab.call(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        """
                        window.polls = 0;
                        const [later, ask] = [window.setTimeout, window.fetch];
                        window.setTimeout = (task, time) => later(task, time / 50);
                        window.fetch = (path, ...more) => { window.polls += path === '/api/health/status'; return ask(path, ...more); };
                        window.WebSocket = class { constructor() { later(() => this.onclose({ code: 1006 })); } close() {} };
                        """));
        tab.open(scene.address("/health#%E0"), ROWS + " === 4");

        tab.until("window.polls > 25");
        assertThat(tab.text(".freshness")).isEqualTo("Polling");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void every_integration_has_its_figures_on_a_card() throws Exception {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address(INTEGRATIONS), ROWS + " === 4");

        tab.until("document.querySelector('#shop .figures').innerText.includes('100%')");
        tab.shows("#shop", "Response time", "Success (24 h)", "Uptime (30 d)", "Errors (24 h)", "Checked");
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void an_integration_has_a_page_of_its_own_on_which_it_can_be_checked_and_paused() throws Exception {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address(INTEGRATIONS + "/shop"), "document.getElementById('historyChart') !== null");

        tab.shows("h1", "The shop");
        tab.until("document.querySelector('.facts')?.innerText.includes('" + scene.site.url("/shop") + "')");
        assertThat(tab.barriers()).isEmpty();
        click(tab, "Check now");
        tab.until("document.querySelector('.controls [role=status]').innerText === 'Done: found OK'");
        click(tab, "Pause");
        tab.until(BUTTONS + ".some(button => button.innerText === 'Resume')");
        click(tab, "Resume");
        tab.until("document.querySelector('.badge').innerText === 'OK'");
        click(tab, "7d");
        tab.until("document.querySelector('.ranges [aria-pressed=true]').innerText === '7d'");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void somebody_who_works_on_it_silences_it_and_says_for_how_long_and_why() throws Exception {
        Tab tab = browser.tab(390, 844);
        tab.open(scene.address(INTEGRATIONS + "/post"), "document.getElementById('historyChart') !== null");
        ask(tab, "Silence");
        tab.until("document.querySelector('.controls [role=status]').innerText === 'Done: silent for 1h'");
        ask(tab, "Maintenance");
        tab.until("document.querySelector('.badge').innerText === 'Maintenance'");

        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.complaints()).isEmpty();
    }

    private static void ask(Tab tab, String what) {
        click(tab, what + " …");
        tab.until("document.querySelector('dialog[open] input') !== null");
        tab.value("document.querySelector('dialog[open] input').focus()");
        tab.press("m", "o", "v", "e", "s", "Enter");
        tab.until("!document.querySelector('dialog[open]')");
    }

    @Test
    void the_deployment_shows_its_services_and_checks_them_when_told_to() throws Exception {
        Tab tab = browser.tab(1280, 900);
        tab.open(
                scene.address("/admin/monitoring/deployment"),
                "document.querySelectorAll('.detail-card').length === 4");

        tab.shows(".detail-cards", "The shop", "Response time", "Last check");
        assertThat(tab.barriers()).isEmpty();
        click(tab, "Check all now");
        tab.until("document.querySelector('.controls [role=status]').innerText.startsWith('Renewed ')");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void while_there_is_no_engine_the_pages_say_so_and_after_its_restart_they_come_back_by_themselves()
            throws Exception {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address("/health"), "document.querySelector('.freshness').innerText === 'Live'");
        tab.until("localStorage.getItem('rollcall-last') !== null");
        running.close();
        tab.until("/^Data is \\d+ seconds old$/.test(document.querySelector('.freshness').innerText)");
        Tab late = browser.tab(390, 844);
        late.open(scene.address("/health?q=shop"), "document.querySelector('h1')?.innerText === 'No connection'");
        assertThat(late.text("main")).containsPattern("As it was \\d+\\w ago").contains("The shop", "not known here");
        assertThat(late.barriers()).isEmpty();
        running = scene.start();
        late.until("document.querySelector('.freshness')?.innerText === 'Live' && " + ROWS + " === 1");

        tab.shows(".freshness", "Live");
        tab.shows("#shop", "OK");
    }
}
