package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.Patience;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of check that is one file and no Java: the one that docs/integrations.md shows. */
class KindFromFileTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile String answer = "{\"status\": \"green\", \"number_of_nodes\": 3}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/_cluster/health", exchange -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String page = Files.readString(Path.of("docs/integrations.md"));
        String kind = page.substring(page.indexOf("- routeTemplate:\n    id: cluster"));
        Files.writeString(folder.resolve("cluster.camel.yaml"), kind.substring(0, kind.indexOf("```")));
        Files.writeString(
                folder.resolve("own.camel.yaml"),
                Patience.with(
                        """
                - templatedRoute:
                    routeTemplateRef: cluster
                    routeId: search
                    parameters:
                      - { name: url, value: "http://127.0.0.1:PORT" }
                """
                                .replace("PORT", "" + server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_example_of_the_docs_checks_what_it_says() {
        Outcome green = check();
        assertThat(green.message()).isNull();
        assertThat(green.status()).isEqualTo(Status.HEALTHY);
        assertThat(green.metrics())
                .extracting(Metric::name, Metric::value)
                .containsExactly(tuple("cluster_nodes", 3.0));

        answer = "{\"status\": \"yellow\", \"number_of_nodes\": 2}";
        assertThat(check().message()).isEqualTo("Degraded: body.status (yellow) == \"yellow\"");

        answer = "{\"status\": \"red\"}";
        Outcome red = check();
        assertThat(red.status()).isEqualTo(Status.DOWN);
        assertThat(red.message()).isEqualTo("Not healthy: body.status (red) != \"red\"");
        assertThat(red.metrics()).isEmpty();

        answer = "<html>";
        assertThat(check().message()).isEqualTo("Not healthy: body.status (missing) != \"red\": body is not JSON");

        server.stop(0);
        assertThat(check().message()).startsWith("Connection refused");
    }

    private Outcome check() {
        Properties system = new Properties();
        system.setProperty("rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder);
        system.setProperty("rollcall.data", folder.resolve("data").toString());
        return SingleRun.check(Settings.load(folder, Map.of(), system), List.of("search"))
                .get(0);
    }
}
