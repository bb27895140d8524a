package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.check.Results;
import io.rollcall.integration.Integration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.judge.Judged;
import io.rollcall.judge.Upstream;
import io.rollcall.schedule.CheckRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files say about who needs whom, and who is checked when. */
class DependsOnTest {
    @TempDir
    private Path folder;

    private Site site;
    private AfterJudgement after;

    @BeforeEach
    void prepare() {
        site = new Site(folder);
        after = new AfterJudgement(
                site.schedule, site.breakers, site.integrations, new Upstream(site.integrations, site.judge));
        site.write("checks/ping.camel.yaml", ReloadTest.PING);
        site.write("integrations/a.camel.yaml", integration("shop", "db, mail"));
        site.write("integrations/b.camel.yaml", integration("db", "") + integration("mail", ""));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_name_that_nobody_has_is_a_mistake_with_file_and_line() {
        site.write("integrations/a.camel.yaml", integration("shop", "dbb"));

        assertThatThrownBy(() -> site.start())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(
                        "a.camel.yaml:7: depends-on: 'shop': no other integration 'dbb'; did you mean 'db'?");
    }

    @Test
    void a_circle_is_a_mistake_that_is_told_with_all_its_members() {
        site.write("integrations/b.camel.yaml", integration("db", "disk") + integration("mail", ""));
        site.write("integrations/c.camel.yaml", integration("disk", "shop"));

        assertThatThrownBy(() -> site.start())
                .hasMessageContaining(
                        "c.camel.yaml:7: depends-on: 'disk': this closes a circle, disk -> shop -> db -> disk;")
                .satisfies(e -> assertThat(((InvalidConfigurationException) e).problems())
                        .hasSize(1));
    }

    @Test
    void who_needs_itself_is_told_so() {
        site.write("integrations/a.camel.yaml", integration("shop", "shop"));

        assertThatThrownBy(() -> site.start()).hasMessageContaining("this closes a circle, shop -> shop;");
    }

    @Test
    void a_file_that_closes_a_circle_under_a_running_engine_is_refused_and_the_old_version_goes_on() {
        site.start();
        site.save("integrations/b.camel.yaml", integration("db", "shop") + integration("mail", ""));
        assertThat(dependencies("db")).isEmpty();
        assertThat(dependencies("shop")).containsExactly("db", "mail");
        site.write("integrations/a.camel.yaml", integration("shop", ""));
        site.save("integrations/b.camel.yaml", integration("db", "shop") + integration("mail", ""));

        assertThat(dependencies("db")).containsExactly("shop");
    }

    @Test
    void what_begins_to_fail_has_what_it_needs_checked_at_once() {
        site.start();
        rest();
        judge("shop", 'D');

        assertThat(due()).containsExactlyInAnyOrder("db", "mail");
        judge("db", 'H');
        judge("mail", 'H');
        judge("shop", 'D');
        assertThat(due()).as("they were asked").isEmpty();
    }

    @Test
    void what_needs_something_is_checked_at_once_when_that_goes_down_and_when_it_comes_back() {
        site.start();
        rest();
        judge("db", 'D');
        judge("db", 'D');
        assertThat(due()).isEmpty();
        judge("db", 'D');
        assertThat(due()).containsExactly("shop");
        judge("shop", 'U');
        judge("db", 'H');
        assertThat(due()).isEmpty();
        judge("db", 'H');

        assertThat(due()).containsExactly("shop");
    }

    @Test
    void a_blip_of_what_is_needed_disturbs_nobody_who_is_well() {
        site.start();
        rest();
        judge("db", 'D');
        judge("db", 'H');

        assertThat(due()).isEmpty();
    }

    /** Everything was checked once and found well. */
    private void rest() {
        site.clock.advance(Duration.ofSeconds(10));
        site.schedule.due();
        for (String key : List.of("shop", "db", "mail")) {
            judge(key, 'H');
        }
    }

    private void judge(String key, char letter) {
        site.clock.advance(Duration.ofSeconds(1));
        List<Judged> batch = site.judge.judgeAll(List.of(Results.of(letter, key, site.clock.instant())));
        after.reschedule(batch);
    }

    private List<String> due() {
        return site.schedule.due().stream().map(CheckRequest::integration).toList();
    }

    private List<String> dependencies(String key) {
        return site.integrations.neededFor(site.integrations.find(key).orElseThrow()).stream()
                .map(Integration::key)
                .toList();
    }

    private static String integration(String key, String needed) {
        return ReloadTest.integration(key, "1h", "x") + "      - { name: depends-on, value: \"" + needed + "\" }\n";
    }
}
