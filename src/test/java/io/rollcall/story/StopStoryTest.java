package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import io.rollcall.story.Site.Mood;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Half of what is watched hangs, and then the engine is stopped in the middle of it. */
@ExtendWith(PostgresExtension.class)
class StopStoryTest {
    private static final int HALF = 50;

    @TempDir
    private Path folder;

    private Scene scene;
    private Sql sql;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        sql = scene.ownDatabase(server, "stop");
        scene.file(
                "many",
                IntStream.range(0, HALF)
                        .boxed()
                        .flatMap(i -> Stream.of(watched("well-" + i), watched("stuck-" + i)))
                        .toArray(String[]::new));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void hanging_integrations_delay_no_other_and_a_stop_waits_for_what_is_in_flight() throws Exception {
        IntStream.range(0, HALF).forEach(i -> scene.site.is("/stuck-" + i, Mood.HANGING));
        try (Child engine = Child.of(scene, "run")) {
            await("three rounds").until(() -> hits("well-") >= 3 * HALF);
            long before = System.nanoTime();
            assertThat(engine.stop()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(50));
            assertThat(engine.log()).doesNotContain("\tat ", "Exception");
        }
        assertThat(recorded("well-%")).isEqualTo(hits("well-"));
        assertThat(recorded("stuck-%")).isEqualTo(hits("stuck-"));
        assertThat(sql.column("SELECT DISTINCT error_message FROM integration_health_log WHERE NOT success"))
                .containsExactly("No answer within 5000 ms");
        // The shortest of each, since a machine may be busy with other things for a while.
        String gap = sql.value("SELECT max(shortest) FROM (SELECT min(gap) AS shortest FROM (SELECT integration_key,"
                + " extract(epoch FROM check_time - lag(check_time) OVER (PARTITION BY integration_key"
                + " ORDER BY check_time)) AS gap FROM integration_health_log WHERE integration_key LIKE 'well-%') gaps"
                + " GROUP BY integration_key) shops");
        assertThat(Double.parseDouble(gap)).isLessThan(9);
    }

    @Test
    void every_check_that_was_made_before_a_stop_is_on_record() throws Exception {
        Installation running = scene.start();
        await("busy").pollInterval(Duration.ofMillis(5)).until(() -> hits("well-") > HALF / 2);
        running.close();

        assertThat(recorded("%")).isEqualTo(hits("well-") + hits("stuck-"));
    }

    private int recorded(String keys) throws Exception {
        return Integer.parseInt(
                sql.value("SELECT count(*) FROM integration_health_log WHERE integration_key LIKE ?", keys));
    }

    private int hits(String start) {
        return IntStream.range(0, HALF)
                .map(i -> scene.site.hits("/" + start + i))
                .sum();
    }

    private String watched(String key) {
        return integration("http", key, "url", scene.site.url("/" + key), "interval", "5s", "breaker-failures", "1000");
    }
}
