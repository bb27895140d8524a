package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What customers see of all this, without a login (requirement 002-35h). */
@ExtendWith(PostgresExtension.class)
class StatusPageStoryTest {
    static final String COMPONENTS =
            """
            - templatedRoute:
                routeTemplateRef: component
                routeId: buying
                parameters:
                  - { name: name, value: "Buying & <b>paying</b>" }
                  - { name: services, value: "shop, till" }
            - templatedRoute:
                routeTemplateRef: component
                routeId: news
                parameters:
                  - { name: name, value: News }
                  - { name: groups, value: press }
                  - { name: position, value: 5 }
            """;

    /** The key pair of RFC 8291, section 5: its public half holds nothing that the page must not say. */
    private static final String KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        // Whatever is open to everybody is so by itself.
        scene.set("rollcall.access.open", "");
        sql = scene.ownDatabase(server, "status_page");
        scene.set("rollcall.public-url", "http://localhost:" + scene.port());
        scene.set("rollcall.status-page.subscriptions", "email,push");
        scene.set("rollcall.push.enabled", "true");
        scene.set("rollcall.push.vapid-private-key", KEY);
        scene.set("rollcall.push.vapid-subject", "mailto:ops@example.com");
        scene.set("rollcall.push.private-addresses", "true");
        scene.set("rollcall.access.proxies", "127.0.0.1");
        scene.set("rollcall.status-page.notify-after", "0s");
        scene.set("rollcall.status-page.period", "250");
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "recheck",
                        "1s",
                        "breaker-failures",
                        "1000"),
                integration("http", "till", "url", scene.site.url("/till"), "interval", "5s", "recheck", "1s"),
                integration("http", "secret", "url", scene.site.url("/secret"), "interval", "5s"),
                integration("http", "paper", "url", scene.site.url("/paper"), "interval", "5s", "group", "press"));
        scene.file("page", COMPONENTS);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void customers_see_what_is_published_and_nothing_else() throws Exception {
        try (Installation running = scene.start()) {
            await().until(() ->
                    status("all").equals("Operational") && status("news").equals("Operational"));
            workForTheTeamAlone();
            sql.execute("INSERT INTO maintenance (integration_group, starts_at, ends_at, note) "
                    + "VALUES ('press', now() + interval '1 day', now() + interval '2 days', 'nobody must know')");
            await().until(() -> status("buying").equals("Partial outage"));
            assertThat(status("news")).isEqualTo("Operational");
            await().until(() -> json().at("/outages/0/component").asText().equals("buying")
                    && json().at("/components/0/uptime").asDouble() < 100
                    && json().at("/maintenance/0/components/0").asText().equals("News"));

            people();
            programs();
            updates();
            shown();
            subscribers();
        }
        scene.set("rollcall.status-page.subscriptions", "true");
        try (Installation again = scene.start()) {
            await().until(() -> json().at("/outages/0/updates/0/text").asText().equals("It is mended"));
            assertThat(scene.command("status-page", "subscribers").output())
                    .startsWith("2 confirmed (1 on devices), 0 waiting");
            SubscribingDevices devices = new SubscribingDevices(scene, sql);
            devices.areOff();
            devices.close();
        }
    }

    /** In the end the shop is down, and nobody is told why. */
    private void workForTheTeamAlone() throws Exception {
        sql.execute("INSERT INTO maintenance (integration_key, ends_at, note, announced) "
                + "VALUES ('shop', now() + interval '1 hour', 'nobody must know', false)");
        scene.site.is("/shop", Mood.FAILING);
        await().until(() -> status("buying").equals("Maintenance"));
        assertThat(json().path("maintenance")).isEmpty();
        // That it is down is on record by now.
        await().until(() -> Tables.value(sql, "SELECT count(*) FROM status_change WHERE to_status = 'down'")
                .equals("1"));
        Instant recorded = Instant.now();
        await().until(() -> Instant.parse(json().path("historyAt").asText()).isAfter(recorded));
        assertThat(json().path("outages")).isEmpty();
        assertThat(get("/status/feed.atom", "").body()).doesNotContain("<entry>");
        assertThat(Tables.value(sql, "SELECT count(*) FROM subscribers_told")).isEqualTo("0");
        sql.execute("UPDATE maintenance SET ends_at = now()");
    }

    private void subscribers() throws Exception {
        Subscribing people = new Subscribing(scene, sql);
        try (SubscribingDevices devices = new SubscribingDevices(scene, sql)) {
            people.come();
            devices.come();
            post("It is mended", "monitoring");
            people.read();
            devices.read();
            if (Chromium.isInstalled()) {
                try (Chromium browser = new Chromium(folder.resolve("browser"))) {
                    people.byBrowser(browser);
                    devices.byBrowser(browser);
                }
            }
            assertThat(get("/api/integrations", "").statusCode()).isEqualTo(401);
            scene.site.is("/shop", Mood.HEALTHY);
            devices.leave();
            await().until(() -> status("all").equals("Operational"));
            people.leave();
            devices.areGone();
        }
    }

    private void people() throws Exception {
        HttpResponse<String> page = get("/status", "de-DE,de;q=0.9,en;q=0.8");
        assertThat(page.body())
                .contains(
                        "lang=\"de\"",
                        "Einige Systeme sind ausgefallen",
                        "Buying &amp; &lt;b&gt;paying&lt;/b&gt;",
                        "Teilausfall",
                        "Angekündigte Wartung")
                .doesNotContain("secret", "<b>", "503", "nobody must know", "127.0.0.1");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'");
        assertThat(get("/status", "fr").body()).contains("lang=\"en\"", "Some systems are down");
    }

    private void programs() throws Exception {
        JsonNode all = json();
        assertThat(all.path("components")).hasSize(2);
        assertThat(all.at("/components/0/days")).hasSize(90);
        assertThat(all.at("/components/0/uptime").asDouble()).isBetween(1.0, 99.99);
        assertThat(all.at("/maintenance/0/components/0").asText()).isEqualTo("News");
        assertThat(all.toString()).doesNotContain("secret", "503", "nobody must know");

        Document feed = xml(get("/status/feed.atom", "").body());
        assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(1);
        assertThat(feed.getElementsByTagName("title").item(1).getTextContent())
                .isEqualTo("Buying & <b>paying</b>: outage");
        Document badge = xml(get("/api/badges/buying/uptime.svg", "").body());
        assertThat(badge.getDocumentElement().getAttribute("aria-label")).matches("uptime 90 d: [\\d.]+ %");
        assertThat(get("/api/badges/secret/status.svg", "").statusCode()).isEqualTo(404);
        assertThat(get("/api/badges/news/price.svg", "").statusCode()).isEqualTo(404);
    }

    private void updates() throws Exception {
        assertThat(scene.command("status-page", "post", "x", "--component", "secret", "--state", "identified")
                        .log())
                .contains("there is no component 'secret'");
        post("We look <script>alert(1)</script>\n]]>&amp;", "investigating");
        post("Wrong words", "identified");
        String id = told().at("/updates/0/id").asText();
        assertThat(scene.command("status-page", "correct", id.substring(0, 8), "The bank is \"down\"")
                        .exit())
                .isZero();
        String outage = json().at("/outages/0/id").asText();
        Ran more = scene.command("status-page", "post", "Never mind", "--outage", outage, "--state", "identified");
        assertThat(more.exit()).as(more.log()).isZero();
        await().until(() -> Tables.value(sql, "SELECT count(*) FROM bulletin").equals("1"));
        assertThat(scene.command(
                                "status-page",
                                "withdraw",
                                told().at("/updates/0/id").asText())
                        .output())
                .isEqualTo("Withdrawn\n");
        Ran announced = scene.command(
                "status-page", "announce", "New <i>prices</i>", "From May on.", "--for", "2d", "--component", "news");
        assertThat(announced.exit()).as(announced.log()).isZero();
        assertThat(scene.command("status-page", "list").output())
                .contains("The bank is", "(command line)")
                .doesNotContain("Wrong", "Never mind");
    }

    private void shown() throws Exception {
        await().untilAsserted(() -> assertThat(json().at("/outages/0/updates").findValuesAsText("text"))
                .containsExactly("The bank is \"down\"", "We look <script>alert(1)</script>\n]]>&amp;"));
        assertThat(json().at("/outages/0/updates").findValuesAsText("state"))
                .containsExactly("identified", "investigating");
        await().until(() -> json().at("/announcements/0/title").asText().equals("New <i>prices</i>"));
        assertThat(json().toString()).doesNotContain("command line", "Wrong words", "Never mind");
        assertThat(get("/status", "en").body())
                .contains(
                        "Current trouble",
                        "The bank is &quot;down&quot;",
                        "&lt;script&gt;alert(1)&lt;/script&gt;\n]]&gt;&amp;amp;",
                        "New &lt;i&gt;prices&lt;/i&gt;")
                .doesNotContain("<script>", "<i>", "command line", "Never mind");
        Document feed = xml(get("/status/feed.atom", "").body());
        assertThat(feed.getElementsByTagName("entry").getLength()).isEqualTo(2);
        assertThat(feed.getElementsByTagName("content").item(1).getTextContent())
                .contains("Identified, ", "The bank is \"down\"", "<script>");
        String kept = "SELECT string_agg(u ->> 'text', '|' ORDER BY u ->> 'text') FROM bulletin, "
                + "jsonb_array_elements(updates) u WHERE (u ->> 'withdrawn')::boolean";
        await().until(() -> Tables.value(sql, kept).equals("Never mind|Wrong words"));
        await().until(() -> Tables.value(sql, "SELECT target FROM audit WHERE action = 'status-page-withdraw'")
                .endsWith(" identified: Never mind"));
    }

    private void post(String text, String state) {
        Ran posted = scene.command("status-page", "post", text, "--component", "buying", "--state", state);
        assertThat(posted.exit()).as(posted.log()).isZero();
    }

    private JsonNode told() throws Exception {
        return new JsonMapper()
                .readTree("{\"updates\":"
                        + scene.command("status-page", "list", "--json").output() + "}");
    }

    private String status(String component) throws Exception {
        return new JsonMapper()
                .readTree(get("/api/badges/" + component + "/status.json", "").body())
                .path("message")
                .asText();
    }

    private JsonNode json() throws Exception {
        return new JsonMapper().readTree(get("/status/status.json", "").body());
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private HttpResponse<String> get(String path, String languages) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(scene.address(path))
                .header("Accept-Language", languages)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
