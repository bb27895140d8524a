package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.push.Browser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How people come and go, and whose devices are told. */
abstract class PeopleOnPages extends LoginScene {
    private static final String OPEN = "document.querySelector('dialog[open]')";

    @Test
    void an_admin_lets_somebody_in_and_out_again_and_makes_a_token_that_is_shown_once() throws Exception {
        Tab tab = tabOf("admin", 1280, 900);
        tab.open(scene.address("/admin/people"), row("vera") + " !== undefined");
        assertThat(tab.text(".top nav [aria-current]")).isEqualTo("People");
        assertThat(tab.barriers()).isEmpty();

        press(tab, "Add user");
        tab.until("document.activeElement.matches('.editor input')");
        tab.type("Ida");
        tab.press("Tab", "Tab");
        tab.type("short");
        assertThat(tab.barriers()).isEmpty();
        tab.value("document.querySelector('.editor input[type=password]').minLength = 0");
        press(tab, "Save");
        tab.until("document.querySelector('.is-wrong .fault')?.innerText === 'a password has 12 to 256 characters'");
        tab.value("document.querySelector('.editor input[type=password]').select()");
        tab.type(PASSWORD);
        press(tab, "Save");
        tab.until(row("ida") + "?.innerText.includes('Viewer')");

        HttpResponse<String> login = stranger.login("ida", PASSWORD);
        assertThat(login.statusCode()).isEqualTo(200);
        tab.open(scene.address("/admin/people"), row("ida") + "?.innerText.includes('1 session')");
        confirm(tab, "ida", "Log out");
        tab.until(row("ida") + "?.innerText.includes('session') === false");
        await().until(() -> stranger.in(login).get("/api/session").statusCode() == 401);
        confirm(tab, "ida", "Remove");
        tab.until(row("ida") + " === undefined");
        assertThat(stranger.login("ida", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(tab.complaints()).hasSize(1).allMatch(one -> one.contains("400"));
        token(tab);
    }

    private void token(Tab tab) throws Exception {
        press(tab, "New token");
        tab.until("document.activeElement.matches('.editor input')");
        tab.type("grafana");
        tab.press("Enter");
        tab.until("document.querySelector('.secret') !== null");
        String token = tab.text(".secret");
        assertThat(tab.barriers()).isEmpty();
        assertThat(stranger.bearer(token).get("/api/health/status").statusCode())
                .isEqualTo(200);
        press(tab, "I have it");
        tab.until("!document.body.innerText.includes('" + token + "')");
        confirm(tab, "grafana", "Remove");
        tab.until(row("grafana") + " === undefined");
        await().until(() -> stranger.bearer(token).get("/api/health/status").statusCode() == 401);
    }

    private static String row(String name) {
        return "[...document.querySelectorAll('[data-row]')].find(one => one.querySelector('th').innerText.startsWith('"
                + name + "'))";
    }

    private static void confirm(Tab tab, String name, String button) {
        tab.value("[..." + row(name) + ".querySelectorAll('button')].find(one => one.innerText === '" + button
                + "').click()");
        tab.until(OPEN + " !== null");
        tab.value(OPEN + ".querySelector('button').click()");
    }

    @Test
    void a_device_belongs_to_whoever_subscribed_it_and_goes_with_him() throws Exception {
        person("dora", "viewer", 1000);
        Visitor dora = page("dora");
        Visitor vera = page("vera");
        String mine = device(dora, "of-dora");
        String hers = device(vera, "of-vera");
        assertThat(ids(dora)).containsExactly(mine);
        assertThat(ids(page("admin"))).contains(mine, hers);
        String path = "/api/push/subscriptions/";
        assertThat(dora.get(path + hers).statusCode()).isEqualTo(404);
        assertThat(dora.call("DELETE", path + hers, "").statusCode()).isEqualTo(404);
        assertThat(dora.get(path + mine).statusCode()).isEqualTo(200);
        assertThat(page("admin").call("DELETE", path + hers, "").statusCode()).isEqualTo(200);

        assertThat(page("admin").call("DELETE", "/api/users/dora", "").statusCode())
                .isEqualTo(204);
        assertThat(ids(page("admin"))).doesNotContain(mine, hers);
        await().until(() -> Tables.value(sql, "SELECT count(*) FROM push_subscription WHERE owner = 'dora'")
                .equals("0"));
        removedByHand();
    }

    /** Somebody who is taken out of the table by hand is gone all the same. */
    private void removedByHand() throws Exception {
        person("dirk", "viewer", 1000);
        String his = device(page("dirk"), "of-dirk");
        sql.execute("DELETE FROM account WHERE name = 'dirk'");
        await().until(() -> !ids(page("admin")).contains(his));
        await().until(() -> Tables.value(sql, "SELECT count(*) FROM push_subscription WHERE owner = 'dirk'")
                .equals("0"));
    }

    @Test
    void why_something_is_refused_is_said_in_the_language_of_whoever_asks() {
        Visitor admin = page("admin").with("Accept-Language", "de-AT,de;q=0.9");
        assertThat(admin.call("DELETE", "/api/users/admin", "").body())
                .contains("„admin“ ist der einzige Admin; erst einen weiteren bestimmen");
        assertThat(page("vera").with("Accept-Language", "de").get("/api/users").body())
                .contains("dafür braucht es die Rolle admin; vera hat viewer");
        assertThat(page("vera").get("/api/users").body()).contains("needs role admin; vera has viewer");
    }

    private Visitor page(String name) {
        HttpResponse<String> login = stranger.login(name, PASSWORD);
        return stranger.in(login)
                .with("X-CSRF-Token", Visitor.json(login).path("csrf").asText());
    }

    private static String device(Visitor page, String name) throws Exception {
        HttpResponse<String> added =
                page.post("/api/push/subscriptions", new Browser().json(URI.create("http://127.0.0.1:9/send/" + name)));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return Visitor.json(added).path("id").asText();
    }

    private static List<String> ids(Visitor page) {
        HttpResponse<String> answer = page.get("/api/push/subscriptions");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("/send/", "auth");
        JsonNode devices = Visitor.json(answer).path("subscriptions");
        return devices.findValuesAsText("id");
    }
}
