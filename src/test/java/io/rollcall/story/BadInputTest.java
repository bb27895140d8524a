package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static io.rollcall.story.Scene.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.app.Rehearsal;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A start with a mistake in it ends with one clear message, and with everything as it was. */
class BadInputTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.file(
                "good",
                integration("tcp", "shop", "host", "127.0.0.1", "port", "1"),
                integration("person", "anna", "email", "anna@example.com"),
                integration("on-call", "payments", "layers", "anna weekly from 2026-01-05 09:00"),
                integration("escalation", "critical", "steps", "after 5m: email to anna"));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    static Stream<Arguments> files() {
        String url = "https://shop.example.com";
        return Stream.of(
                arguments("- route:\n    id: [", ":2: not valid YAML: "),
                arguments(
                        integration("htpp", "till", "url", url),
                        ":1: routeTemplateRef: 'till': no template 'htpp'; did you mean 'http'?"),
                arguments(
                        integration("http", "till", "name", "Till"),
                        ":1: url: 'till': template 'http' needs this parameter; add it"),
                arguments(
                        integration("http", "till", "url", url, "intervall", "10s"),
                        ":6: intervall: 'till': template 'http' has no such parameter; did you mean 'interval'?"),
                arguments(
                        integration("http", "till", "url", url, "interval", "often"),
                        ":6: interval: 'till': 'often' is no duration"),
                arguments(
                        integration("http", "till", "url", url, "interval", "1s"),
                        ":6: interval: 'till': must be from 5s to 31d"),
                arguments(
                        integration("http", "till", "url", url, "concurrency-group", "shops"),
                        ":6: concurrency-group: 'till': has no quota;"
                                + " set rollcall.quota.shops=10/s in application.properties"),
                arguments(
                        integration("tcp", "till", "host", "127.0.0.1", "port", "many"),
                        ":6: port: 'till': 'many' is no port"),
                arguments(integration("http", "shop", "url", url), "routeId: 'shop' is taken by "));
    }

    static Stream<Arguments> references() {
        return Stream.of(
                arguments(
                        rule("late", "latency > 1s", "warning").replace("name: notify", "name: notfy"),
                        ":13: direct: no route begins with direct:notfy; did you mean 'notify'?"),
                arguments(
                        rule("late", "latency > 1s", "warning")
                                .replace("severity:", "services: shop,shopp\n        severity:"),
                        ":8: services: no file declares an integration 'shopp'; did you mean 'shop'?"),
                arguments(
                        """
                        - route:
                            id: tell-support
                            description: Tell the support desk
                            from:
                              uri: direct:tell-support
                              steps:
                                - to:
                                    uri: tell:support
                                    parameters:
                                      channels: email, slakc
                        """,
                        ":10: channels: no channel 'slakc', as no route begins with seda:channel-slakc;"
                                + " did you mean 'slack'?"),
                arguments(
                        tell("escalation: critcal"),
                        ":11: escalation: no file declares an escalation 'critcal'; did you mean 'critical'?"),
                arguments(
                        tell("to: on-call:payment"),
                        ":11: to: no file declares a schedule 'payment'; did you mean 'payments'?"),
                arguments(
                        tell("to: ann"),
                        ":11: to: 'ann' is no address, and no person that a file declares; did you mean 'anna'?"),
                arguments(
                        tell("to: somebody"),
                        ":11: to: 'somebody' is no address, and no person that a file declares; there are anna"),
                arguments(
                        integration("escalation", "late", "steps", "after 5m: sms to anna"),
                        ":5: steps: 'late': anna has no phone, which sms needs"),
                arguments(
                        integration("escalation", "late", "steps", "after 5m: sms to on-call:payments"),
                        ":5: steps: 'late': anna, who takes turns in 'payments', has no phone, which sms needs"),
                arguments(
                        integration("escalation", "late", "steps", "after 5m: fax"),
                        ":5: steps: no channel 'fax', as no route begins with seda:channel-fax"));
    }

    private static String tell(String parameter) {
        return """
                - route:
                    id: tell-support
                    description: Tell the support desk
                    from:
                      uri: direct:tell-support
                      steps:
                        - to:
                            uri: tell:support
                            parameters:
                              channels: email
                              %s
                """
                .formatted(parameter);
    }

    @ParameterizedTest
    @MethodSource({"files", "references"})
    void a_mistake_in_a_file_is_named_with_its_line_and_nothing_starts(String content, String message) {
        scene.file("mistake", content);
        assertThatThrownBy(scene::start).isInstanceOfSatisfying(InvalidConfigurationException.class, mistake -> {
            assertThat(mistake.problems()).hasSize(1);
            assertThat(mistake.problems().get(0).toString()).contains(message);
        });
        nothingStarted();
        assertThatThrownBy(() -> Rehearsal.run(scene.settings())).hasMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_wrong_setting_is_named_and_nothing_starts(String name, String value, String message) {
        scene.set(name, value);
        assertThatThrownBy(scene::start)
                .isInstanceOfSatisfying(InvalidConfigurationException.class, mistake -> assertThat(mistake.problems())
                        .extracting(Problem::toString)
                        .singleElement()
                        .asString()
                        .startsWith("application.properties: ")
                        .contains(message)
                        .doesNotContain("hidden"));
        nothingStarted();
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                arguments(
                        "rollcall.database.url",
                        "mysql://me:hidden@localhost/x",
                        "rollcall.database.url: Not the address"),
                arguments("rollcall.port", "http", "rollcall.port: 'http' is no port"),
                arguments("rollcall.alerts.hold-back", "soon", "rollcall.alerts.hold-back: 'soon' is no duration"),
                arguments("rollcall.pagerduty.routing-key", "hidden", "rollcall.pagerduty.routing-key"),
                arguments("rollcall.mail.to", "", "rollcall.mail.to"));
    }

    @Test
    void a_port_in_use_is_named_with_what_to_do() throws Exception {
        try (ServerSocket other = new ServerSocket(scene.port())) {
            assertThatThrownBy(scene::start)
                    .hasMessageContaining("rollcall.port: port " + other.getLocalPort() + " is in use; stop the other")
                    .hasMessageContaining("ROLLCALL_PORT=" + (other.getLocalPort() + 1));
        }
        nothingStarted();
    }

    private void nothingStarted() {
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(scene.report()).isEmpty();
    }
}
