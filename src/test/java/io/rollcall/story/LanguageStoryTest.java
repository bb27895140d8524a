package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.Installation;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.store.Database;
import io.rollcall.store.PostgresExtension;
import io.rollcall.story.Site.Mood;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ann wants to be told in German; everybody else reads English. */
@ExtendWith(PostgresExtension.class)
class LanguageStoryTest {
    private static final String RULE =
            """
            - route:
                id: shop-fails
                description: A rule with words of its own in two languages
                from:
                  uri: alert:shop-fails
                  parameters:
                    condition: consecutive_failures >= 1
                    severity: critical
                    summary: "{name} fails"
                    summary.de: "{name} antwortet nicht"
                  steps:
                    - to:
                        uri: direct
                        parameters:
                          name: notify
            """;

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare(Database server) throws Exception {
        scene = new Scene(folder);
        scene.ownDatabase(server, "languages");
        scene.set("rollcall.sms.replies", "true");
        scene.file(
                "shop",
                """
                - templatedRoute:
                    routeTemplateRef: person
                    routeId: ann
                    parameters:
                      - { name: email, value: %s }
                      - { name: phone, value: "%s" }
                      - { name: language, value: de }
                """
                        .formatted(Scene.OPS, Scene.NUMBER),
                integration(
                        "http",
                        "shop",
                        "name",
                        "Web Shop",
                        "url",
                        scene.site.url("/shop"),
                        "interval",
                        "5s",
                        "recheck",
                        "1s"));
        scene.file("rule", RULE);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_person_is_told_in_the_own_language_and_slack_in_everybodys() throws Exception {
        scene.site.is("/shop", Mood.FAILING);
        try (Installation running = scene.start()) {
            await().untilAsserted(() -> assertThat(scene.email())
                    .contains("[KRITISCH] Web Shop: Web Shop antwortet nicht", "[KRITISCH] Web Shop ist ausgefallen"));
            await().untilAsserted(() -> assertThat(scene.slack())
                    .contains("[CRITICAL] Web Shop: Web Shop fails", "[CRITICAL] Web Shop is down"));
            await().untilAsserted(() -> assertThat(scene.sms())
                    .anySatisfy(text -> assertThat(text).startsWith("(KRITISCH) Web Shop ist ausgefallen. Seit ")));
            MimeMultipart parts = (MimeMultipart) scene.mailbox.getReceivedMessages()[0].getContent();
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("Schweregrad: kritisch", "Bestätigen: http://");
        }
    }

    @Test
    void a_language_that_there_is_not_is_named_before_anything_starts() {
        scene.set("rollcall.language", "fr");

        assertThatThrownBy(() -> scene.start().close())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("application.properties: rollcall.language: 'fr' is no language; write en or de");
    }
}
