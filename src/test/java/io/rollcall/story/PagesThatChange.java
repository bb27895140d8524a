package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.story.Site.Mood;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages on which people answer alerts, ask for silences, plan work and see what needs what. */
abstract class PagesThatChange {
    static final String INTEGRATIONS = "/dashboard/monitoring/integrations";
    static final String ROWS = "document.querySelectorAll('[data-row]').length";
    static final String BUTTONS = "[...document.querySelectorAll('button')]";

    private static final String TILL = "document.querySelector('[data-row=\"integration-down/till\"]')";

    static Scene scene;
    static Chromium browser;

    @Test
    void an_alert_is_acknowledged_explained_silenced_and_read_in_the_inbox() throws Exception {
        scene.site.is("/till", Mood.FAILING);
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address("/alerts"), TILL + "?.innerText.includes('slack')");
        assertThat(tab.value(TILL + ".innerText").asText())
                .contains("The till", "Critical", "integration-down: status == DOWN", "HTTP 503");
        clickIn(tab, TILL, "Acknowledge");
        tab.until(TILL + ".innerText.includes('api looks after it')");
        clickIn(tab, TILL, "Who is told?");
        tab.until(TILL + ".querySelector('.explanation h4')?.innerText === '→ everyone'");
        assertThat(tab.value(TILL + ".innerText").asText()).contains("email to " + Scene.OPS, "severity=critical");
        assertThat(tab.barriers()).isEmpty();

        tab.until("document.querySelector('.inbox .is-unread')?.innerText.includes('The till is down')"
                + " && document.querySelector('nav .count') !== null");
        click(tab, "Mark all as read");
        tab.until("document.querySelector('.is-unread, .count') === null");

        tab.value(TILL + ".querySelector('a.button').click()");
        tab.until("document.querySelector('.preview')?.innerText.startsWith('Fits 1 alert')");
        assertThat(tab.text(".preview")).contains("The till: integration-down");
        type(tab, ".matcher:nth-of-type(2) input:nth-of-type(2)", "[");
        choose(tab, ".matcher:nth-of-type(2) select", "=~");
        tab.until("document.querySelector('.preview .fault')?.innerText.includes('is no regular expression')");
        type(tab, ".matcher:nth-of-type(2) input:nth-of-type(2)", "ti.*");
        type(tab, ".editor [maxlength]", "new drawer");
        assertThat(tab.barriers()).isEmpty();
        click(tab, "Save");
        tab.until("document.querySelector('.card-active')?.innerText.includes('new drawer')");
        tab.open(scene.address("/alerts?integration=till"), TILL + "?.innerText.includes('silenced until')");
        assertThat(tab.value("fetch('/api/alerts', {headers: {'Accept-Language': 'de'}}).then(one => one.text())")
                        .asText())
                .contains("\"muted\":\"stumm bis ");
        tab.open(scene.address("/silences"), ROWS + " > 0");
        tab.value("[...document.querySelectorAll('.card-active')].find(one => one.innerText.includes('new drawer'))"
                + ".querySelectorAll('button')[1].click()");
        tab.until("!document.querySelector('main').innerText.includes('new drawer')");
        assertThat(unexpected(tab)).isEmpty();
        recover();
    }

    private static void recover() throws Exception {
        scene.site.is("/till", Mood.HEALTHY);
        await().until(() -> scene.word("till").equals("healthy"));
    }

    @Test
    void work_that_recurs_is_planned_changed_and_ended_by_its_form() throws Exception {
        Tab tab = browser.tab(390, 844);
        tab.open(scene.address("/maintenance"), "document.querySelector('h1') !== null");
        // As the page of somebody is who may only look.
        tab.value("document.documentElement.dataset.role = 'viewer'");
        tab.until("document.querySelector('main button.primary') === null");
        tab.value("document.documentElement.dataset.role = ''");
        click(tab, "Plan maintenance");
        type(tab, "input[list=about]", "shopp");
        String start =
                LocalDateTime.now().plusDays(2).truncatedTo(ChronoUnit.MINUTES).toString();
        type(tab, "input[type=datetime-local]", start);
        choose(tab, "fieldset:nth-of-type(2) select", "weekly");
        click(tab, "Sun");
        type(tab, "[maxlength]", "backup");
        tab.value("document.querySelector('[name=announced]').click()");
        tab.until("document.querySelector('.editor').innerText.includes('The public is not told')");
        click(tab, "Save");
        tab.until("document.querySelector('.is-wrong .fault')?.innerText === 'the key of an integration'");
        assertThat(tab.barriers()).isEmpty();
        type(tab, "input[list=about]", "shop");
        choose(tab, "fieldset:nth-of-type(1) select", "30d");
        click(tab, "Save");
        tab.until("document.querySelector('.times')?.children.length === 3");
        assertThat(tab.text("[data-row]"))
                .contains("Planned", "The shop", "not announced", "backup", "weekly sun 22:00-06:00");
        tab.value("document.querySelector('[data-row] button').click()");
        type(tab, "[maxlength]", "backup of disks");
        tab.value("document.querySelector('[name=announced]').click()");
        click(tab, "Save");
        tab.until(
                "document.querySelector('.times + p') && document.querySelector('[data-row]').innerText.includes('of disks')");
        assertThat(tab.text("[data-row]")).doesNotContain("not announced");
        assertThat(tab.barriers()).isEmpty();
        tab.value("document.querySelectorAll('[data-row] button')[1].click()");
        tab.until("!document.querySelector('main').innerText.includes('of disks')");
        assertThat(unexpected(tab)).isEmpty();
    }

    @Test
    void what_needs_what_is_a_picture_and_a_list() throws Exception {
        Tab tab = browser.tab(1280, 900);
        tab.open(scene.address("/dependencies"), "document.querySelectorAll('.graph .node').length === 2");
        assertThat(tab.value("document.querySelectorAll('.graph .edge').length").asInt())
                .isEqualTo(1);
        tab.until("document.querySelector('.graph a').getAttribute('aria-label') === 'The till: OK'");
        tab.until("document.querySelector('[data-row=till]').innerText.includes('(OK)')");
        assertThat(tab.text("[data-row=till]")).contains("The till", "OK", "The shop", "(OK)");
        assertThat(tab.barriers()).isEmpty();
        tab.press("j", "Enter");
        tab.until("location.pathname.startsWith('" + INTEGRATIONS + "/')"
                + " && document.querySelectorAll('.graph .node').length === 2");
        assertThat(tab.complaints()).isEmpty();
    }

    /** A browser complains of each request that is refused. */
    private static List<String> unexpected(Tab tab) {
        return tab.complaints().stream().filter(one -> !one.contains("400")).toList();
    }

    static void click(Tab tab, String button) {
        clickIn(tab, "document", button);
    }

    private static void clickIn(Tab tab, String where, String button) {
        String found = "[..." + where + ".querySelectorAll('button')]" + ".find(one => one.innerText === '" + button
                + "' && !one.disabled)";
        tab.until(found + " !== undefined");
        tab.value(found + ".click()");
    }

    private static void type(Tab tab, String selector, String text) {
        set(tab, selector, text, "input");
    }

    private static void choose(Tab tab, String selector, String option) {
        set(tab, selector, option, "change");
    }

    private static void set(Tab tab, String selector, String value, String event) {
        String field = "document.querySelector('" + selector + "')";
        tab.until(field + " !== null");
        tab.value("(field => { field.value = '" + value + "'; field.dispatchEvent(new Event('" + event
                + "', {bubbles: true})); })(" + field + ")");
    }
}
