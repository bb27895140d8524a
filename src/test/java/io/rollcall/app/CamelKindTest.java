package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.Patience;
import io.rollcall.Ports;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelKindTest {
    @TempDir
    private Path folder;

    private HttpServer shop;
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/orders/today", exchange -> {
            calls.incrementAndGet();
            byte[] heard = exchange.getRequestBody().readAllBytes();
            byte[] answer = (heard.length > 0 ? new String(heard, StandardCharsets.UTF_8) : "{\"orders\": 7}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        shop.start();
    }

    @AfterEach
    void close() {
        shop.stop(0);
    }

    @Test
    void the_example_of_the_docs_checks_what_it_says() throws IOException {
        Outcome outcome = new Example(folder).check("camel", "order-count", Map.of("shop.example.org", address()));
        assertThat(outcome.message()).isNull();
        assertThat(outcome.status()).isEqualTo(Status.HEALTHY);
        assertThat(outcome.metrics())
                .extracting(Metric::name, Metric::value)
                .containsExactly(tuple("orders_today", 7.0));
    }

    @Test
    void a_body_is_sent_and_the_answer_judged() throws IOException {
        Outcome none = check(
                "uri",
                "http://" + address() + "/orders/today",
                "body",
                "{'orders': 0}".replace('\'', '"'),
                "healthy-when",
                "body.orders > 0");
        assertThat(none.message()).isEqualTo("Not healthy: body.orders (0) > 0");
    }

    @Test
    void what_is_only_sent_waits_for_no_answer() throws IOException {
        Outcome sent = check("uri", "seda:nobody-listens", "operation", "send", "body", "hello");
        assertThat(sent.message()).isNull();
        assertThat(sent.status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void an_endpoint_that_never_answers_is_left_when_its_time_is_over() throws IOException {
        long begin = System.nanoTime();
        Outcome late = check("uri", "seda:nobody-answers?timeout=0", "timeout", "700ms");
        assertThat(late.message()).isEqualTo("No answer within 700 ms");
        assertThat(late.status()).isEqualTo(Status.DOWN);
        assertThat(late.responseTimeMs()).isBetween(700.0, 20_000.0);
        assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
    }

    @Test
    void a_connection_that_fails_is_tried_again() throws IOException {
        int closed = Ports.free();
        Outcome down = check("uri", "http://127.0.0.1:" + closed + "/");
        assertThat(down.message()).startsWith("Connection refused");
        assertThat(down.details()).containsEntry("tries", 3);
    }

    @Test
    void an_endpoint_that_there_is_not_is_told_without_its_secret() throws IOException {
        Outcome wrong = check("uri", "nosuch://user:hunter2-hunter2@host/?password=hunter3-hunter3");
        assertThat(wrong.status()).isEqualTo(Status.DOWN);
        assertThat(wrong.message()).contains("nosuch").doesNotContain("hunter");
    }

    private String address() {
        return "127.0.0.1:" + shop.getAddress().getPort();
    }

    private Outcome check(String... parameters) throws IOException {
        StringBuilder entry = new StringBuilder(
                "- templatedRoute:\n    routeTemplateRef: camel\n    routeId: any\n    parameters:\n");
        for (int i = 0; i < parameters.length; i += 2) {
            entry.append("      - { name: " + parameters[i] + ", value: '" + parameters[i + 1] + "' }\n");
        }
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(folder.resolve("own/any.camel.yaml"), Patience.with(entry.toString()));
        Properties system = new Properties();
        system.setProperty("rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder.resolve("own"));
        system.setProperty("rollcall.data", folder.resolve("data").toString());
        return SingleRun.check(Settings.load(folder, Map.of(), system), List.of("any"))
                .get(0);
    }
}
