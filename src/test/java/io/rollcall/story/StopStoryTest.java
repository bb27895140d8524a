package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.store.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An orderly stop in the middle of the work. */
@ExtendWith(PostgresExtension.class)
class StopStoryTest {
    private static final int INTEGRATIONS = 200;

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
                IntStream.range(0, INTEGRATIONS)
                        .mapToObj(
                                i -> integration("http", "shop-" + i, "url", scene.site.url("/" + i), "interval", "5s"))
                        .toArray(String[]::new));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @RepeatedTest(2)
    void every_check_that_was_made_before_a_stop_is_on_record() throws Exception {
        Installation running = scene.start();
        await("busy").pollInterval(Duration.ofMillis(5)).until(() -> hits() > 37);
        running.close();

        assertThat(sql.value("SELECT count(*) FROM integration_health_log")).isEqualTo("" + hits());
    }

    private int hits() {
        return IntStream.range(0, INTEGRATIONS)
                .map(i -> scene.site.hits("/" + i))
                .sum();
    }
}
