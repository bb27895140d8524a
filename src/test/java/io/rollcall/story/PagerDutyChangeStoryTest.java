package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.Installation;
import io.rollcall.demo.Answer;
import io.rollcall.demo.Received;
import io.rollcall.demo.Vendor;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people change, told to PagerDuty as change events. */
@ExtendWith(PostgresExtension.class)
class PagerDutyChangeStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws IOException {
        scene = new Scene(folder);
        scene.set("rollcall.pagerduty.changes", "true");
        scene.set("rollcall.pagerduty.changes-period", "200");
        scene.set("rollcall.pagerduty.changes-retry", "100");
        shop("10s", "first-secret");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void changes_in_files_and_in_the_table_and_maintenance_are_told_by_name_and_never_by_value(Database server)
            throws Exception {
        Sql sql = scene.ownDatabase(server, "changes");
        try (Installation running = scene.start()) {
            watched();
            shop("20s", "other-secret");
            assertThat(next(1)).isEqualTo("shop changed: headers, interval");
            sql.execute("UPDATE integration_health SET alert_threshold = 7 WHERE integration_key = 'shop'");
            assertThat(next(2)).isEqualTo("shop changed: threshold");
            scene.file("till", integration("http", "till", "url", scene.site.url("/till")));
            assertThat(next(3)).isEqualTo("till added");
            sql.execute("INSERT INTO maintenance (integration_key, starts_at, ends_at, note)"
                    + " VALUES ('shop', now(), now() + interval '1 hour', 'new shelves')");
            assertThat(next(4)).isEqualTo("Maintenance of shop has begun");
            assertThat(events().get(3).at("/payload/custom_details/shop").asText())
                    .endsWith("new shelves");
            sql.execute("UPDATE maintenance SET ends_at = now()");
            assertThat(next(5)).isEqualTo("Maintenance of shop has ended");
        }
        assertThat(events().toString()).doesNotContain("first-secret", "other-secret");
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.at("/payload/source").asText()).isEqualTo("Rollcall");
            assertThat(event.at("/links/0/href").asText()).startsWith("http");
        });
    }

    @Test
    void a_limit_and_a_fault_are_tried_again_and_what_is_refused_holds_nothing_up(Database server) throws Exception {
        scene.ownDatabase(server, "changes");
        try (Installation running = scene.start()) {
            watched();
            scene.inbox.answerNext(Vendor.PAGERDUTY, Answer.text(429, ""), Answer.text(500, ""));
            shop("20s", "first-secret");
            assertThat(next(1)).isEqualTo("shop changed: interval");
            scene.inbox.answerNext(Vendor.PAGERDUTY, Answer.json(400, "{\"status\":\"invalid event\"}"));
            shop("20s", "other-secret");
            await().until(() -> scene.inbox.received(Vendor.PAGERDUTY).size() == 4);
            shop("30s", "other-secret");
            assertThat(next(2)).isEqualTo("shop changed: interval");
        }
    }

    @Test
    void they_need_a_key() {
        scene.set("rollcall.pagerduty.routing-key", "");
        assertThatThrownBy(scene::start)
                .hasMessageContaining("rollcall.pagerduty.changes needs rollcall.pagerduty.routing-key");
    }

    private void shop(String interval, String secret) {
        scene.file(
                "shop",
                integration(
                        "http",
                        "shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        interval,
                        "headers",
                        "Authorization: Bearer " + secret));
    }

    /** The engine has looked at what there is before anything is changed. */
    private void watched() {
        await().until(PagerDutyChangeStoryTest::looked);
        assertThat(events()).isEmpty();
    }

    private static boolean looked() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName route :
                server.queryNames(new ObjectName("org.apache.camel:type=routes,name=\"watch-changes\",*"), null)) {
            return (Long) server.getAttribute(route, "ExchangesCompleted") > 0;
        }
        return false;
    }

    private String next(int count) {
        await().until(() -> events().size() == count);
        return events().get(count - 1).at("/payload/summary").asText();
    }

    private List<JsonNode> events() {
        return scene.inbox.accepted(Vendor.PAGERDUTY).stream()
                .map(Received::body)
                .toList();
    }
}
