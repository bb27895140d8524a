package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.access.Keys;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An engine that runs, and those who call it: strangers, people, programs. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessScene {
    static final String PASSWORD = Scene.ADMIN_PASSWORD;

    private final LogLines log = new LogLines();
    Scene scene;
    Sql sql;
    private Installation running;
    Visitor stranger;

    @BeforeAll
    void start(@TempDir Path folder, Database server) throws Exception {
        scene = new Scene(folder);
        scene.set("rollcall.access.open", "/metrics");
        scene.file("shop", integration("http", "shop", "url", scene.site.url("/shop"), "interval", "5s"));
        sql = scene.ownDatabase(server, "access");
        running = scene.start();
        stranger = new Visitor(scene);
        await("the first admin")
                .until(() -> Tables.value(sql, "SELECT count(*) FROM account").equals("1"));
    }

    @AfterAll
    void end() throws Exception {
        running.close();
        assertThat(log.startingWith(""))
                .isNotEmpty()
                .noneMatch(line -> line.contains(PASSWORD) || line.contains("rollcall="));
        assertThat(sql.column("SELECT audit::text FROM audit")).noneMatch(line -> line.contains(PASSWORD));
        log.close();
        scene.close();
    }

    @BeforeEach
    void forget() throws Exception {
        sql.execute("DELETE FROM access_token");
    }

    final Visitor admin() {
        return stranger.in(stranger.login("admin", PASSWORD));
    }

    final Visitor commandLine() throws IOException {
        return stranger.bearer(Files.readString(scene.folder.resolve("data/command.key")));
    }

    final Visitor token(String scope, String path) {
        String token = Keys.random();
        try {
            sql.execute("INSERT INTO access_token (id, name, hash, scope, path, created_by) VALUES ('1', '" + scope
                    + "', '" + Keys.hash(token) + "', '" + scope + "', '" + path + "', 'test')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Visitor program = stranger.bearer(token);
        await().until(() -> program.get("/api/health/status").statusCode() != 401);
        return program;
    }
}
