package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.check.Metric;
import io.rollcall.check.SubCheck;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no running engine, over the real check routes and a folder of integrations. */
class SingleRunTest {
    private static final String INTEGRATIONS =
            """
            - templatedRoute:
                routeTemplateRef: tcp
                routeId: door
                parameters:
                  - { name: name, value: The Door }
                  - { name: host, value: 127.0.0.1 }
                  - { name: port, value: "PORT" }
            - templatedRoute:
                routeTemplateRef: tcp
                routeId: wall
                parameters:
                  - { name: host, value: 127.0.0.1 }
                  - { name: port, value: "1" }
            - templatedRoute:
                routeTemplateRef: http
                routeId: secret
                parameters:
                  - { name: url, value: "http://localhost/{{env:SURELY_NOT_SET}}" }
            - templatedRoute:
                routeTemplateRef: system
                routeId: machine
                parameters:
                  - name: sub-checks
                    value: |
                      memory: memory_used < 0%
                      disk: disk_used <= 100%
                      load (info): load_per_processor < 0
            """;

    @TempDir
    private Path folder;

    private Settings settings;

    @BeforeEach
    void write() throws IOException {
        Properties system = new Properties();
        system.setProperty(
                "rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder.resolve("integrations"));
        system.setProperty("rollcall.data", folder.resolve("data").toString());
        settings = Settings.load(folder, Map.of(), system);
        Files.createDirectories(folder.resolve("integrations"));
    }

    @Test
    void each_integration_is_checked_once_and_told_in_the_order_of_names() throws IOException {
        try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            write(INTEGRATIONS.replace("PORT", String.valueOf(door.getLocalPort())));
            List<Outcome> outcomes = SingleRun.check(settings, List.of());

            assertThat(outcomes).extracting(Outcome::key).containsExactly("door", "machine", "secret", "wall");
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Status.HEALTHY, Status.DEGRADED, Status.UNKNOWN, Status.DOWN);
            assertThat(outcomes.get(0).responseTimeMs()).isPositive();
            assertThat(outcomes.get(1).message())
                    .startsWith("memory: memory_used (")
                    .endsWith(") < 0%");
            assertThat(outcomes.get(1).metrics())
                    .extracting(Metric::name)
                    .contains("memory_used", "disk_used", "load_per_processor");
            assertThat(outcomes.get(1).subChecks())
                    .extracting(SubCheck::name, SubCheck::status, SubCheck::informational)
                    .containsExactly(
                            tuple("memory", Status.DEGRADED, false),
                            tuple("disk", Status.HEALTHY, false),
                            tuple("load", Status.DEGRADED, true));
            assertThat(outcomes.get(2).message()).isEqualTo("SURELY_NOT_SET is not set");
            assertThat(outcomes.get(3).message()).isEqualTo("Connection refused by 127.0.0.1:1");
            assertThat(SingleRun.check(settings, List.of("door")))
                    .extracting(Outcome::key)
                    .containsExactly("door");
        }
    }

    @Test
    void an_unknown_name_is_named_with_the_nearest() throws IOException {
        write(INTEGRATIONS.replace("PORT", "1"));

        assertThatThrownBy(() -> SingleRun.check(settings, List.of("dor")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("check: dor: no such integration; did you mean 'door'?");
    }

    @Test
    void a_rehearsal_counts_what_would_run_and_remarks_what_would_not() throws IOException {
        write(INTEGRATIONS.replace("PORT", "1"));
        Rehearsal.Report report = Rehearsal.run(settings.with(
                "rollcall.routes",
                "routes/checks,routes/engine,routes/rules,routes/channels," + folder.resolve("integrations")));

        assertThat(report.integrations()).isEqualTo(4);
        assertThat(report.rules()).isEqualTo(29);
        assertThat(report.routes()).isGreaterThan(10);
        assertThat(report.remarks()).containsExactly("Not checked: secret: SURELY_NOT_SET is not set");
    }

    @Test
    void a_rehearsal_names_every_mistake() throws IOException {
        write(INTEGRATIONS.replace("PORT", "seven").replace("TemplateRef: system", "TemplateRef: sistem"));

        assertThatThrownBy(() -> Rehearsal.run(settings))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("own.camel.yaml:7: port: 'door': 'seven' is no port")
                .hasMessageContaining(
                        "own.camel.yaml:19: routeTemplateRef: 'machine': no template 'sistem'; did you mean 'system'?");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("integrations/own.camel.yaml"), text);
    }
}
