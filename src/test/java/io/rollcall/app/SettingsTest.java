package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void without_anything_the_defaults_hold() {
        Settings settings = load(Map.of());

        assertThat(settings.port("rollcall.port")).isEqualTo(8080);
        assertThat(settings.text("rollcall.database.url")).isEmpty();
        assertThat(settings.duration("rollcall.alerts.hold-back")).isEqualTo(Duration.ofHours(1));
        assertThat(settings.list("rollcall.routes")).containsExactly("routes");
        assertThat(settings.list("rollcall.mail.to")).isEmpty();
        assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
    }

    @Test
    void the_file_wins_over_the_default_the_environment_over_the_file_and_a_system_property_over_all()
            throws IOException {
        write("rollcall.port = 9001\nrollcall.routes=a, b\nrollcall.log.level=warn\n");
        Properties system = new Properties();
        system.setProperty("rollcall.log.level", "debug");
        Settings settings =
                Settings.load(folder, Map.of("ROLLCALL_PORT", " 9002 ", "ROLLCALL_LOG_LEVEL", "error"), system);

        assertThat(settings.port("rollcall.port")).isEqualTo(9002);
        assertThat(settings.list("rollcall.routes")).containsExactly("a", "b");
        assertThat(settings.text("rollcall.log.level")).isEqualTo("debug");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, rollcall.database.url",
        "SLACK_WEBHOOK_URL, rollcall.slack.webhook-url",
        "ROLLCALL_SLACK_WEBHOOK_URL, rollcall.slack.webhook-url",
        "PAGERDUTY_KEY, rollcall.pagerduty.routing-key",
        "ROLLBAR_SERVER_ACCESS_TOKEN, rollcall.rollbar.access-token",
        "TWILIO_ACCOUNT_SID, rollcall.twilio.account-sid",
        "TWILIO_AUTH_TOKEN, rollcall.twilio.auth-token",
        "ROLLCALL_SPOOL_MAX_MEGABYTES, rollcall.spool.max-megabytes",
    })
    void the_environment_sets_by_our_names_and_by_those_of_the_documents(String variable, String name) {
        assertThat(load(Map.of(variable, "x")).text(name)).isEqualTo("x");
    }

    @Test
    void our_own_name_wins_over_that_of_the_documents() {
        assertThat(load(Map.of("DATABASE_URL", "a", "ROLLCALL_DATABASE_URL", "b"))
                        .text("rollcall.database.url"))
                .isEqualTo("b");
    }

    @Test
    void an_unknown_setting_is_named_with_its_line_and_the_nearest_one() throws IOException {
        write("# mine\nrollcall.port=9001\nrollcall.por=9002\n rollcall.log.fromat : json\n");

        assertThatThrownBy(() -> load(Map.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(
                        "application.properties:3: rollcall.por: no such setting; did you mean 'rollcall.port'?")
                .hasMessageContaining("application.properties:4: rollcall.log.fromat: no such setting;"
                        + " did you mean 'rollcall.log.format'?");
    }

    @Test
    void a_value_that_cannot_be_is_named_with_what_would_be_right() {
        Settings settings = load(Map.of(
                "ROLLCALL_PORT", "http", "ROLLCALL_ALERTS_HOLD_BACK", "1 hour", "ROLLCALL_CHECKS_MAX_CONCURRENT", "0"));

        assertThatThrownBy(() -> settings.port("rollcall.port"))
                .hasMessage("application.properties: rollcall.port: 'http' is no port;"
                        + " write a whole number from 1 to 65535");
        assertThatThrownBy(() -> settings.duration("rollcall.alerts.hold-back"))
                .hasMessageContaining("'1 hour' is no duration");
        assertThatThrownBy(() -> settings.count("rollcall.checks.max-concurrent"))
                .hasMessageContaining("'0' is no count");
    }

    @Test
    void messages_are_in_english_unless_another_language_is_set_that_there_is() {
        assertThat(load(Map.of()).language()).isEqualTo(Language.EN);
        assertThat(load(Map.of("ROLLCALL_LANGUAGE", "de")).language()).isEqualTo(Language.DE);
        assertThatThrownBy(() -> load(Map.of("ROLLCALL_LANGUAGE", "fr")).language())
                .hasMessage("application.properties: rollcall.language: 'fr' is no language; write en or de");
    }

    @Test
    void quotas_have_the_names_of_groups_and_come_from_file_and_environment() throws IOException {
        write("rollcall.quota.stripe=10/s\nrollcall.quota.calcom = 2 concurrent\n");

        assertThat(load(Map.of("ROLLCALL_QUOTA_BIG_VENDOR", "100/m", "ROLLCALL_QUOTA_CALCOM", ""))
                        .quotas())
                .containsOnlyKeys("stripe", "big-vendor");
        assertThatThrownBy(() -> load(Map.of("ROLLCALL_QUOTA_STRIPE", "ten")).quotas())
                .hasMessage("application.properties: rollcall.quota.stripe: 'ten' is no quota;"
                        + " write 10/s, 100/m or 5 concurrent");
    }

    @Test
    void settings_of_camel_can_be_set_too() throws IOException {
        write("camel.main.shutdownTimeout=7\nmy.own.value=3\n");

        assertThat(load(Map.of()).properties())
                .containsEntry("camel.main.shutdownTimeout", "7")
                .containsEntry("my.own.value", "3");
    }

    private Settings load(Map<String, String> environment) {
        return Settings.load(folder, environment, new Properties());
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("application.properties"), text);
    }
}
