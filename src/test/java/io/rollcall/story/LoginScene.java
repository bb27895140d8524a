package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.access.Passwords;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An engine that asks everybody who he is, a browser, and people of each role. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoginScene {
    static final String PASSWORD = Scene.ADMIN_PASSWORD;
    static final String INTEGRATIONS = "/dashboard/monitoring/integrations";
    static final String LIVE = "document.querySelector('.freshness')?.innerText === 'Live'";
    static final String BUTTONS = "[...document.querySelectorAll('button')].map(button => button.innerText)";

    Scene scene;
    Sql sql;
    Installation running;
    Chromium browser;
    PushedDevice device;
    Visitor stranger;

    @BeforeAll
    final void start(@TempDir Path folder, Database server) throws Exception {
        assumeThat(Chromium.isInstalled()).isTrue();
        scene = new Scene(folder);
        scene.set("rollcall.access.open", "");
        scene.set("rollcall.access.proxies", "127.0.0.1");
        scene.set("rollcall.oidc.issuer", "https://login.example.com");
        scene.set("rollcall.oidc.client-id", "rollcall");
        scene.set("rollcall.push.enabled", "true");
        scene.set("rollcall.push.vapid-subject", "mailto:ops@example.com");
        scene.set("rollcall.push.private-addresses", "true");
        scene.file("estate", watched("shop"), watched("bank"));
        sql = scene.ownDatabase(server, "login");
        running = scene.start();
        browser = new Chromium(folder.resolve("browser"));
        device = new PushedDevice();
        stranger = new Visitor(scene);
        await("the first admin")
                .until(() -> Tables.value(sql, "SELECT count(*) FROM account").equals("1"));
        person("vera", "viewer", 1000);
        person("olga", "operator", 1000);
        await().until(() -> scene.command("status").exit() == 0);
    }

    private String watched(String key) {
        String url = scene.site.url("/" + key);
        return integration(
                "http",
                key,
                "name",
                "The " + key,
                "url",
                url,
                "interval",
                "5s",
                "recheck",
                "1s",
                "degraded-above",
                "15s");
    }

    final void person(String name, String role, int rounds) throws Exception {
        sql.execute("INSERT INTO account (name, role, password) VALUES ('" + name + "', '" + role + "', '"
                + new Passwords(rounds).hash(PASSWORD) + "')");
    }

    @AfterAll
    final void end() {
        if (running != null) {
            device.close();
            browser.close();
            running.close();
            scene.close();
        }
    }

    /** A tab in which that person is logged in. */
    final Tab tabOf(String name, int width, int height) {
        Tab tab = browser.elsewhere(width, height);
        tab.in(scene.address("/"), stranger.login(name, PASSWORD));
        return tab;
    }

    static void press(Tab tab, String button) {
        tab.value("[...document.querySelectorAll('button')].find(one => one.innerText === '" + button + "').click()");
    }
}
