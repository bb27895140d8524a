package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.store.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * A phone wants to be told of what its owner buys, in German, and a tablet of the news; the phone leaves without a word. A
 * stranger who has no browser gets nowhere. Each step counts on those before it.
 */
final class SubscribingDevices implements AutoCloseable {
    private static final String DEVICES = "SELECT count(*) FROM subscriber WHERE endpoint IS NOT NULL";
    private static final String NOTED = "SELECT count(*) FROM notification WHERE channel = 'subscribers-push' "
            + "AND notice::text || recipient LIKE '%secret-part%'";
    private static final String TABLET = "SELECT id FROM subscriber WHERE components = '[\"news\"]'";

    private final Scene scene;
    private final Sql sql;
    private final PushedDevice phone = new PushedDevice();
    private final PushedDevice tablet = new PushedDevice();
    private final PushedDevice computer = new PushedDevice();
    private final HttpClient client = HttpClient.newHttpClient();

    SubscribingDevices(Scene scene, Sql sql) throws IOException, GeneralSecurityException {
        this.scene = scene;
        this.sql = sql;
    }

    void come() throws Exception {
        HttpResponse<String> page = send(get("/status"));
        assertThat(page.body()).contains("Auf diesem Gerät benachrichtigen", "value=\"buying\"", "public/device.js");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'; connect-src 'self'; worker-src 'self'")
                .doesNotContain("unsafe");
        refused();
        HttpResponse<String> first = send(subscribe(phone, "\"buying\", \"secret\""));
        assertThat(first.body()).isEqualTo("{\"state\":\"waiting\",\"components\":[\"buying\"]}");
        assertThat(send(subscribe(phone, "\"buying\"")).body()).isEqualTo(first.body());
        send(subscribe(tablet, "\"news\""));
        confirm(phone);
        confirm(tablet);
        assertThat(send(subscribe(phone, "\"buying\"")).body()).contains("confirmed");
        await().until(() -> Tables.value(sql, DEVICES).equals("2"));
    }

    /** What a device was sent first holds a link that its worker follows. */
    private void confirm(PushedDevice device) throws Exception {
        await().until(device::hasMessage);
        JsonNode message = device.messages().get(0);
        assertThat(message.path("title").asText()).isEqualTo("Sie werden hier benachrichtigt");
        String link = URI.create(message.path("confirm").asText()).getPath();
        assertThat(send(get(link + "x").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(404);
        assertThat(send(get(link).POST(BodyPublishers.noBody())).statusCode()).isEqualTo(200);
    }

    private void refused() throws Exception {
        assertThat(send(post("{}")).statusCode()).isEqualTo(400);
        assertThat(send(post("{")).statusCode()).isEqualTo(400);
        assertThat(send(post(" ".repeat(9000))).statusCode()).isEqualTo(400);
        HttpResponse<String> plain = send(post(phone.subscription().replace("http://127.0.0.1", "http://192.0.2.1")));
        assertThat(plain.statusCode()).isEqualTo(400);
        assertThat(plain.body()).contains("endpoint must begin with https://").doesNotContain("secret-part");
        assertThat(send(subscribe(phone, "").header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(get("/status/push/0123456789abcdef")).statusCode()).isEqualTo(404);
        HttpResponse<String> last = send(post("{}", "192.0.2.66"));
        for (int more = 0; more < 10; more++) {
            last = send(post("{}", "192.0.2.66"));
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
    }

    /** Something was told meanwhile of what the phone's owner buys. */
    void read() throws Exception {
        await().until(() -> phone.messages().size() == 2);
        JsonNode told = phone.messages().get(1);
        assertThat(told.path("title").asText()).isEqualTo("Buying & <b>paying</b>: Wird beobachtet");
        assertThat(told.path("body").asText()).isEqualTo("It is mended");
        assertThat(told.path("lang").asText()).isEqualTo("de");
        assertThat(phone.messages().toString()).doesNotContain("secret", "503", "command line", "127.0.0.1");
        assertThat(tablet.messages().toString()).doesNotContain("Buying");
        assertThat(Tables.value(sql, NOTED)).isEqualTo("0");
    }

    /** The whole way with a real page, worker and notification. */
    void byBrowser(Chromium browser) throws Exception {
        URI origin = URI.create(scene.address("/").toString().replaceFirst("/$", ""));
        browser.letNotify(origin);
        Tab tab = browser.tab(390, 800);
        tab.prefers("light", "en");
        computer.serve(tab);
        tab.call(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "setInterval = (task) => { window.tick = task; }"));
        tab.open(scene.address("/status"), shown("#start"));
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        tab.value("document.querySelector('.choice input').click(); document.getElementById('start').click()");
        tab.until(shown("[data-when=waiting]"));
        await().until(computer::hasMessage);
        computer.deliver(tab, origin);
        tab.until(shown("[data-when=confirmed]"));
        tab.until("navigator.serviceWorker.getRegistration('/status/').then(found => found.getNotifications())"
                + ".then(([one]) => one.title === 'You will be told here')");
        tab.value("sessionStorage.clear()");
        tab.open(scene.address("/status?again"), shown("#stop"));
        assertThat(tab.value("document.querySelector('.choice input').checked").asBoolean())
                .isTrue();
        tab.value("document.querySelector('.overall').innerText = 'a minute ago'; tick()");
        tab.until("document.querySelector('.overall').innerText !== 'a minute ago'");
        tab.value("document.getElementById('stop').click()");
        tab.until(shown("#start"));
        await().until(() -> Tables.value(sql, DEVICES).equals("2"));
        assertThat(tab.complaints()).isEmpty();
    }

    private static String shown(String part) {
        return "document.querySelector('#device:not([hidden]) " + part + "')?.checkVisibility() === true";
    }

    /** The push service says so when the end of the outage is told. */
    void leave() {
        phone.leave();
    }

    void areGone() throws Exception {
        await().until(() -> Tables.value(sql, DEVICES).equals("1"));
        assertThat(tablet.messages().toString()).doesNotContain("Buying");
        assertThat(scene.command("alert", "dead").output()).isEqualTo("Everything was delivered.\n");
    }

    /** Only email is offered any more; who subscribed before stays until he is removed. */
    void areOff() throws Exception {
        assertThat(send(get("/status")).body()).doesNotContain("<script", "id=\"device\"");
        assertThat(send(subscribe(phone, "")).statusCode()).isEqualTo(404);
        assertThat(send(get("/status/push/0123456789abcdef").DELETE()).statusCode())
                .isEqualTo(404);
        String id = Tables.value(sql, TABLET);
        assertThat(scene.command("status-page", "subscribers", "--remove", id).output())
                .isEqualTo("Removed\n");
        await().until(() -> Tables.value(sql, DEVICES).equals("0"));
    }

    private HttpRequest.Builder subscribe(PushedDevice device, String components) {
        return post(device.subscription().replaceFirst("}$", ", \"components\": [" + components + "]}"));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(scene.address(path));
    }

    private HttpRequest.Builder post(String body) {
        return post(body, "192.0.2.7");
    }

    private HttpRequest.Builder post(String body, String caller) {
        return get("/status/push")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", caller)
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.header("Accept-Language", "de").build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        phone.close();
        tablet.close();
        computer.close();
    }
}
