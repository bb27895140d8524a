package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rollcall.camel.TriesInsideBreakerTest.FailingProbe;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import io.rollcall.check.Retries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each template works with its required parameters alone, calls its own probe, and turns a failure into an outcome. */
class CheckTemplatesTest {

    @ParameterizedTest
    @CsvSource({
        "tcp, host=h|port=1",
        "redis, url=redis://h",
        "smtp, host=h",
        "sql, url=postgres://h/db",
        "tls, host=h",
        "dns, domain=h"
    })
    void a_kind_of_check_calls_its_probe(String kind, String parameters) throws Exception {
        FailingProbe probe = new FailingProbe();
        probe.failure = new IOException("out of order");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("retries", new Retries(3, Duration.ofMillis(100)));
            camel.getRegistry().bind("outcomes", new Outcomes());
            camel.getRegistry().bind(kind + "Probe", probe);
            camel.getRegistry().bind("breaker-thing", CircuitBreaker.ofDefaults("thing"));
            for (String file : new String[] {"engine/checks", "checks/" + kind}) {
                String path = Path.of("routes", file + ".camel.yaml").toUri().toString();
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource(path));
            }
            TemplatedRouteBuilder route =
                    TemplatedRouteBuilder.builder(camel, kind).routeId("thing").parameter("key", "thing");
            for (String parameter : parameters.split("\\|")) {
                route.parameter(parameter.split("=")[0], parameter.split("=")[1]);
            }
            route.add();
            camel.start();

            CheckResult result = camel.createFluentProducerTemplate()
                    .to("direct:check-thing")
                    .withBody(Checks.of(kind, Duration.ofSeconds(5), Map.of()))
                    .request(CheckResult.class);
            assertThat(result.message()).isEqualTo("out of order");
            assertThat(probe.seen).hasSize(1);
        }
    }
}
