package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.Ports;
import io.rollcall.app.Installation;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The machine that Rollcall runs on is cut off, with the integration as the docs show it. */
@ExtendWith(PostgresExtension.class)
class ConnectivityStoryTest {
    @TempDir
    private Path folder;

    private Scene scene;
    private int gateway;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "connectivity");
        gateway = Ports.free();
        scene.set("rollcall.connectivity.targets", "127.0.0.1:" + gateway);
        String page = Files.readString(Path.of("docs/checks/connectivity.md"));
        String example = page.substring(page.indexOf("- templatedRoute:"));
        scene.file("own", example.substring(0, example.indexOf("```")).replace("value: 1m", "value: 5s"));
        scene.file(
                "estate",
                integration("tcp", "far", "host", "no-such-host.invalid", "port", "1", "recheck", "1s"),
                integration("http", "near", "url", scene.site.url("/near"), "recheck", "1s"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void nobody_else_is_blamed_while_this_machine_is_offline() throws Exception {
        try (Installation running = scene.start()) {
            await("one alarm").until(() -> scene.slack().size() == 1);
            assertThat(scene.slack()).containsExactly("[CRITICAL] Own Connectivity is down");
            await("not called").until(() -> scene.status("far")
                    .path("message")
                    .asText()
                    .equals("Not checked: Own Connectivity is down"));
            await("what is on this machine is checked")
                    .until(() -> scene.word("near").equals("healthy"));
            try (ServerSocket back = new ServerSocket(gateway, 50, InetAddress.getByName("127.0.0.1"))) {
                await("all clear, and the failure of what it hid")
                        .until(() -> scene.slack().size() == 3);
                assertThat(back.isClosed()).isFalse();
            }
            assertThat(running.engine().api().status().summary().total()).isEqualTo(3);
        }
        assertThat(scene.slack())
                .containsExactlyInAnyOrder(
                        "[CRITICAL] Own Connectivity is down",
                        "[RESOLVED] Own Connectivity is healthy again",
                        "[CRITICAL] far is down");
    }
}
