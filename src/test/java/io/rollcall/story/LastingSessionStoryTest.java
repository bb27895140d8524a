package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.Certificates;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How long a session lasts: over restarts and while the database is away, until something ends it. */
@ExtendWith(PostgresExtension.class)
class LastingSessionStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;
    private Wire wire;
    private Sql sql;
    private Visitor visitor;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.set("rollcall.access.open", "");
        sql = scene.ownDatabase(server, "sessions");
        wire = new Wire(scene.databasePort());
        scene.set(
                "rollcall.database.url",
                scene.databaseUrl().replace(":" + scene.databasePort() + "/", ":" + wire.port() + "/"));
        wire.mend();
        visitor = new Visitor(scene);
    }

    @AfterEach
    void end() throws Exception {
        wire.close();
        scene.close();
    }

    @Test
    void a_session_outlasts_the_database_and_a_restart_but_no_other_password() throws Exception {
        Visitor admin;
        try (Installation running = scene.start()) {
            HttpResponse<String> login = login();
            admin = visitor.in(login);
            String csrf = Visitor.json(login).path("csrf").asText();
            String extra = "{\"key\":\"extra\",\"type\":\"http\",\"endpointUrl\":\"http://localhost:1/\"}";
            HttpResponse<String> added = admin.with("X-CSRF-Token", csrf)
                    .with("Content-Type", "application/json")
                    .post("/api/integrations", extra);
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            assertThat(admin.get("/api/session").statusCode())
                    .as("a route was added")
                    .isEqualTo(200);
            wire.cut();
            await("noticed")
                    .until(() -> running.engine().api().health().status().equals("degraded"));
            assertThat(admin.get("/api/health/status").statusCode()).isEqualTo(200);
            assertThat(admin.get("/api/audit").statusCode()).isEqualTo(503);
            assertThat(visitor.login("admin", Scene.ADMIN_PASSWORD).statusCode())
                    .isEqualTo(503);
            assertThat(visitor.form("admin", Scene.ADMIN_PASSWORD, "/").body())
                    .contains("Nobody can log in while the database is away");
            admin.with("X-CSRF-Token", csrf).post("/api/nothing", "");
            wire.mend();
            await("what was done meanwhile is known")
                    .until(() -> sql.value("SELECT count(*) FROM audit WHERE target = '/api/nothing'")
                            .equals("1"));
        }
        wire.cut();
        try (Installation again = scene.start()) {
            assertThat(admin.get("/api/health/status").statusCode()).isEqualTo(503);
            assertThat(visitor.get("/api/health/status").statusCode()).isEqualTo(401);
            wire.mend();
            await("known again").until(() -> admin.get("/api/health/status").statusCode() == 200);
            anotherPassword(admin);
        }
    }

    private void anotherPassword(Visitor admin) throws Exception {
        sql.execute("UPDATE login_session SET seen_at = now() - interval '13 h', started_at = now() - interval '14 h'");
        assertThat(sql.value("SELECT hash FROM login_session")).hasSize(43);
        Ran change = Ran.fed(scene, "quite another password\n", "user", "password", "admin");
        assertThat(change.exit()).as(change.log()).isZero();
        await("over").until(() -> admin.get("/api/health/status").statusCode() == 401);
        assertThat(visitor.login("admin", Scene.ADMIN_PASSWORD).statusCode()).isEqualTo(401);
        assertThat(visitor.login("admin", "quite another password").statusCode())
                .isEqualTo(200);
    }

    @Test
    void with_a_certificate_everything_is_https_and_so_is_the_cookie() throws Exception {
        Certificates certificates = new Certificates(folder);
        scene.set("rollcall.tls.certificate", certificates.client().toString());
        scene.set("rollcall.tls.key", certificates.clientKey().toString());
        try (Installation running = scene.start()) {
            // A command asks elsewhere when the engine takes long to say that it is there.
            await().untilAsserted(() -> {
                Ran status = scene.command("status");
                assertThat(status.exit()).as(status.log()).isZero();
                assertThat(status.output()).contains("(from the running engine)");
            });
            SecureLine line = new SecureLine(certificates.authority(), scene.port());
            String login = "{\"user\":\"admin\",\"password\":\"" + Scene.ADMIN_PASSWORD + "\"}";
            awaitAdmin();
            assertThat(line.say("POST", "/api/login", login))
                    .containsPattern(
                            "(?i)set-cookie: __Host-rollcall=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure");
        }
    }

    private HttpResponse<String> login() {
        awaitAdmin();
        return visitor.login("admin", Scene.ADMIN_PASSWORD);
    }

    private void awaitAdmin() {
        await("the first admin")
                .until(() -> Tables.value(sql, "SELECT count(*) FROM account").equals("1"));
    }
}
