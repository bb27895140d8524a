package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind that asks a Prometheus server, against answers as its HTTP API documents them. */
class PrometheusCheckTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String asked = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/query", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked = exchange.getRequestMethod() + " " + URLDecoder.decode(form, StandardCharsets.UTF_8);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_example_of_the_docs_judges_every_series() throws Exception {
        vector(
                """
                {"metric": {"endpoint": "/book"}, "value": [1435781451.781, "1.5"]},
                {"metric": {"endpoint": "/pay"}, "value": [1435781451.781, "7.25"]},
                {"metric": {"endpoint": "/new"}, "value": [1435781451.781, "NaN"]}
                """);
        Outcome result = example().check("api-errors");
        assertThat(asked)
                .startsWith("POST timeout=30000ms&query=sum by (endpoint) (rate(api_errors_total[5m])) / sum")
                .endsWith("* 100");
        assertThat(result.message()).isEqualTo("7.25% of the calls of an endpoint fail");
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.details()).containsEntry("series", 3).containsEntry("value", 7.25);
        assertThat(result.metrics())
                .extracting(Metric::name, Metric::unit, Metric::value, Metric::labels)
                .containsExactly(
                        tuple("api_error_rate", "%", 1.5, Map.of("endpoint", "/book")),
                        tuple("api_error_rate", "%", 7.25, Map.of("endpoint", "/pay")));

        vector("");
        Outcome quiet = example().check("api-errors");
        assertThat(quiet.message()).isNull();
        assertThat(quiet.status()).isEqualTo(Status.HEALTHY);
        assertThat(quiet.metrics()).isEmpty();
    }

    @Test
    void labels_are_made_alike_and_those_that_are_taken_are_renamed() throws Exception {
        vector(
                """
                {"metric": {"__name__": "up", "integration": "a", "job": "x"}, "value": [1, "1"]},
                {"metric": {"__name__": "up", "job": "y"}, "value": [1, "0"]}
                """);
        assertThat(own("metric", "alive").metrics())
                .extracting(Metric::labels)
                .containsExactly(
                        Map.of("exported_integration", "a", "job", "x"),
                        Map.of("exported_integration", "", "job", "y"));
    }

    @Test
    void more_than_a_hundred_series_are_judged_but_not_kept() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 150; i++) {
            many.append(i == 1 ? "" : ",")
                    .append("{\"metric\": {\"n\": \"%d\"}, \"value\": [1, \"%d\"]}".formatted(i, i));
        }
        vector(many.toString());
        Outcome result = own("metric", "many");
        assertThat(result.metrics()).hasSize(100);
        assertThat(result.details()).containsEntry("series", 150).containsEntry("seriesLeftOut", 50);
        assertThat(own("healthy-when", "value == 150 and series == 150").message())
                .isNull();
    }

    @Test
    void a_scalar_is_a_value_without_labels() throws Exception {
        answer = "{\"status\": \"success\", \"data\": {\"resultType\": \"scalar\", \"result\": [1, \"1e+03\"]}}";
        assertThat(own("healthy-when", "value == 1000").message()).isNull();
    }

    @Test
    void what_is_no_instant_vector_is_refused() throws Exception {
        answer = "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": []}}";
        assertThat(own("query", "up[5m]").message())
                .isEqualTo("The query gives a matrix; ask for an instant vector or a scalar");
    }

    @Test
    void a_refusal_is_told_in_the_server_s_words() throws Exception {
        status = 400;
        answer =
                """
                {"status": "error", "errorType": "bad_data",
                 "error": "invalid parameter \\"query\\": 1:5: parse error: unexpected end of input"}
                """;
        assertThat(own("query", "sum(").message())
                .isEqualTo("Prometheus refused the query: bad_data: "
                        + "invalid parameter \"query\": 1:5: parse error: unexpected end of input");
        status = 401;
        answer = "Unauthorized";
        assertThat(own("password", "x").message()).isEqualTo("HTTP 401 instead of an answer of Prometheus' API");
        status = 200;
        answer = "<html>";
        assertThat(own("password", "x").message())
                .isEqualTo("The answer is none of Prometheus' API, or longer than a mebibyte");
        server.stop(0);
        assertThat(own("password", "x").message()).startsWith("Connection refused");
    }

    private void vector(String result) {
        answer =
                "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [%s]}}".formatted(result);
    }

    private Pages example() throws IOException {
        return new Pages(folder).of("prometheus", Map.of("http://prometheus.example.org:9090", url()));
    }

    private Outcome own(String parameter, String value) throws IOException {
        String query = parameter.equals("query") ? "" : "      - { name: query, value: up }\n";
        return new Pages(folder)
                .with("- templatedRoute:\n    routeTemplateRef: prometheus\n    routeId: own\n    parameters:\n"
                        + "      - { name: url, value: \"%s/\" }\n".formatted(url())
                        + query
                        + "      - { name: %s, value: '%s' }\n".formatted(parameter, value))
                .check("own");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
