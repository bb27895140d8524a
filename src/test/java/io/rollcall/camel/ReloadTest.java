package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Files change under a running engine. */
class ReloadTest {
    static final String PING =
            """
            - routeTemplate:
                id: ping
                parameters:
                  - name: host
                from:
                  uri: direct
                  parameters:
                    name: "check-{{key}}"
                  steps:
                    - circuitBreaker:
                        resilience4jConfiguration:
                          circuitBreaker: "breaker-{{key}}"
                        steps:
                          - bean:
                              ref: probe
                              method: run
                        onFallback:
                          steps:
                            - bean:
                                ref: outcomes
                                method: failure
            """;

    static final String OUTAGE =
            """
            - route:
                id: outage
                from:
                  uri: alert:outage
                  parameters:
                    condition: status == DOWN
                    severity: critical
                  steps:
                    - bean:
                        ref: told
                        method: note('first', ${body})
            """;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void start() {
        site = new Site(folder);
        site.write("checks/ping.camel.yaml", PING);
        site.write("rules/outage.camel.yaml", OUTAGE);
        site.write("integrations/a.camel.yaml", integration("alpha", "1h", "one") + integration("beta", "1h", "two"));
        site.start();
        log.start();
        ((Logger) LoggerFactory.getLogger(RouteLoader.class)).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger(RouteLoader.class)).detachAppender(log);
        site.close();
    }

    @Test
    void a_changed_parameter_is_live_and_the_neighbour_keeps_state_and_breaker() {
        site.observe("beta", "HDD");
        Object breaker = Objects.requireNonNull(site.breakers.lookupByName("breaker-beta"));
        Integration beta = site.integrations.find("beta").orElseThrow();
        site.save(
                "integrations/a.camel.yaml",
                integration("alpha", "30s", "elsewhere") + integration("beta", "1h", "two"));

        assertThat(site.integrations.find("alpha").orElseThrow().cadence().interval())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(site.check("alpha").details()).hasToString("{saw={host=elsewhere}}");
        assertThat(site.judge.state("beta").failures()).isEqualTo(2);
        assertThat(site.breakers.lookupByName("breaker-beta")).isSameAs(breaker);
        assertThat(site.integrations.find("beta")).containsSame(beta);
        assertThat(rejections()).isEmpty();
    }

    @Test
    void a_removed_entry_and_a_removed_file_stop_and_an_added_one_starts() {
        site.observe("beta", "DDD");
        site.save("integrations/a.camel.yaml", integration("alpha", "1h", "one"));
        assertThat(site.integrations.find("beta")).isEmpty();
        assertThat(site.camel.getRoute("beta")).isNull();
        assertThat(site.judge.state("beta").status()).isEqualTo(Status.UNKNOWN);
        assertThat(site.told.alerts)
                .as("its alert ended")
                .containsExactly("first outage:beta:true", "first outage:beta:false");

        site.save("integrations/b.camel.yaml", integration("gamma", "1h", "three"));
        assertThat(site.check("gamma").success()).isTrue();
        site.delete("integrations/b.camel.yaml");
        assertThat(site.integrations.find("gamma")).isEmpty();
        assertThat(site.camel.getRoute("gamma")).isNull();
    }

    @Test
    void an_integration_that_is_disabled_ends_its_alerts() {
        site.observe("alpha", "DDD");
        site.save(
                "integrations/a.camel.yaml",
                integration("alpha", "1h", "one") + "      - { name: enabled, value: false }\n");

        assertThat(site.told.alerts).containsExactly("first outage:alpha:true", "first outage:alpha:false");
    }

    @Test
    void a_broken_file_is_named_with_its_line_once_and_the_old_version_goes_on() {
        site.save("integrations/a.camel.yaml", integration("alpha", "5 minutes", "one"));
        site.loader.reload();

        assertThat(rejections())
                .singleElement()
                .asString()
                .contains("a.camel.yaml:5: interval: 'alpha': '5 minutes' is");
        assertThat(site.check("alpha").success()).isTrue();
        assertThat(site.check("beta").success()).isTrue();
        site.save("integrations/a.camel.yaml", integration("alpha", "5m", "one"));
        assertThat(site.integrations.find("beta")).isEmpty();
    }

    @Test
    void a_broken_rule_a_broken_route_and_a_broken_template_change_nothing() {
        site.save("rules/outage.camel.yaml", OUTAGE.replace("status == DOWN", "stats == DOWN"));
        site.save(
                "channels/pager.camel.yaml",
                "- route:\n    id: pager\n    from:\n      uri: nonsense:pager\n      steps: []\n");
        site.save("checks/ping.camel.yaml", PING.replace("method: run", "method: runn"));
        site.observe("alpha", "DDD");

        assertThat(rejections()).hasSize(3);
        assertThat(rejections().get(0))
                .contains("outage.camel.yaml:1: outage: ")
                .contains("stats");
        assertThat(rejections().get(1)).contains("pager.camel.yaml:1: pager: ").contains("nonsense");
        assertThat(rejections().get(2)).contains("ping.camel.yaml:1: ").contains("runn");
        assertThat(site.check("alpha").success()).isTrue();
        assertThat(site.told.alerts).containsExactly("first outage:alpha:true");
    }

    @Test
    void a_changed_rule_takes_over_where_the_old_one_stood() {
        site.observe("alpha", "DDD");
        site.save("rules/outage.camel.yaml", OUTAGE.replace("'first'", "'second'"));
        site.observe("alpha", "DHH");

        assertThat(rejections()).isEmpty();
        assertThat(site.told.alerts).containsExactly("first outage:alpha:true", "second outage:alpha:false");
    }

    @Test
    void a_removed_rule_ends_its_alerts() {
        site.observe("alpha", "DDD");
        site.delete("rules/outage.camel.yaml");

        assertThat(site.told.alerts).containsExactly("first outage:alpha:true", "first outage:alpha:false");
        assertThat(site.rules.all()).isEmpty();
    }

    @Test
    void a_changed_template_replaces_its_instances() {
        site.observe("alpha", "D");
        site.save("checks/ping.camel.yaml", PING.replace("method: run", "method: runOtherwise"));

        assertThat(rejections()).isEmpty();
        assertThat(site.check("alpha").details()).containsKey("otherwise");
        assertThat(site.check("beta").details()).containsKey("otherwise");
        assertThat(site.judge.state("alpha").failures()).isOne();
    }

    @Test
    void an_entry_that_moves_to_another_file_keeps_its_state() {
        site.observe("beta", "DD");
        site.write("integrations/0.camel.yaml", integration("beta", "1h", "two"));
        site.save("integrations/a.camel.yaml", integration("alpha", "1h", "one"));

        assertThat(rejections()).isEmpty();
        assertThat(site.judge.state("beta").failures()).isEqualTo(2);
    }

    @Test
    void a_file_that_lacked_something_is_taken_once_that_has_come() {
        site.save("integrations/b.camel.yaml", integration("gamma", "1h", "x").replace("ping", "pong"));
        assertThat(rejections())
                .singleElement()
                .asString()
                .contains("b.camel.yaml:1: routeTemplateRef: 'gamma': no template 'pong'; did you mean 'ping'?");
        site.save("checks/pong.camel.yaml", PING.replace("id: ping", "id: pong"));

        assertThat(site.check("gamma").success()).isTrue();
    }

    @Test
    void one_broken_file_does_not_keep_back_the_others() {
        site.write("integrations/b.camel.yaml", "- templatedRoute: [\n");
        site.write("integrations/c.camel.yaml", integration("alpha", "1h", "twin"));
        site.save("integrations/d.camel.yaml", integration("delta", "1h", "four"));

        assertThat(site.check("delta").success()).isTrue();
        assertThat(rejections()).hasSize(2);
        assertThat(rejections().get(1)).contains("c.camel.yaml:1: routeId: 'alpha': this name is taken by ");
    }

    @Test
    void a_template_that_is_in_use_stays() {
        site.delete("checks/ping.camel.yaml");

        assertThat(rejections()).hasSize(2).allSatisfy(text -> assertThat(text).contains("no template 'ping'"));
        assertThat(site.check("alpha").success()).isTrue();
    }

    @Test
    void an_integration_cannot_take_the_name_of_a_route() {
        site.save("integrations/b.camel.yaml", integration("outage", "1h", "x"));
        site.observe("alpha", "DDD");

        assertThat(rejections()).singleElement().asString().contains("b.camel.yaml:1: routeId: 'outage' is taken by ");
        assertThat(site.told.alerts).hasSize(1);
    }

    @Test
    void a_file_that_is_being_saved_is_waited_for() {
        site.save("integrations/a.camel.yaml", "");
        assertThat(site.check("alpha").success()).isTrue();
        assertThat(rejections()).singleElement().asString().contains("is empty; delete the file");

        site.save("integrations/a.camel.yaml", "# nothing any more\n");
        assertThat(site.integrations.all()).isEmpty();
        assertThat(site.camel.getRoute("alpha")).isNull();
    }

    private List<String> rejections() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(text -> text.contains("rejected"))
                .toList();
    }

    static String integration(String key, String interval, String host) {
        return """
               - templatedRoute:
                   routeTemplateRef: ping
                   routeId: KEY
                   parameters:
                     - { name: interval, value: INTERVAL }
                     - { name: host, value: HOST }
               """
                .replace("KEY", key)
                .replace("INTERVAL", interval)
                .replace("HOST", host);
    }
}
