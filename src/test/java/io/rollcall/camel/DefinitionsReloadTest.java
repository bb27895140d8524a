package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files declare beside integrations comes and goes with them. */
class DefinitionsReloadTest {
    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void start() {
        site = new Site(folder);
        site.write("checks/ping.camel.yaml", ReloadTest.PING);
        site.write("rules/notes.camel.yaml", note("one", "text", "first"));
        site.start();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static String note(String name, String parameter, String value) {
        return "- templatedRoute:\n    routeTemplateRef: note\n    routeId: " + name + "\n    parameters:\n"
                + "      - { name: " + parameter + ", value: \"" + value + "\" }\n";
    }

    @Test
    void they_are_there_at_start_and_are_no_integrations() {
        assertThat(site.notes).isEqualTo(Map.of("one", "first"));
        assertThat(site.integrations.all()).isEmpty();
        assertThat(site.camel.getRoute("one")).isNull();
    }

    @Test
    void they_change_with_their_file_and_go_with_it() {
        site.save("rules/notes.camel.yaml", note("one", "text", "second"));
        assertThat(site.notes).isEqualTo(Map.of("one", "second"));
        site.delete("rules/notes.camel.yaml");

        assertThat(site.notes).isEmpty();
    }

    @Test
    void one_with_a_mistake_changes_nothing() {
        site.save("rules/notes.camel.yaml", note("one", "txt", "second"));
        assertThat(site.notes).isEqualTo(Map.of("one", "first"));
        site.save("rules/notes.camel.yaml", note("one", "text", "third"));

        assertThat(site.notes).isEqualTo(Map.of("one", "third"));
    }

    @Test
    void an_integration_may_stand_beside_it_and_mistakes_name_both_kinds_of_words() {
        site.save("rules/notes.camel.yaml", note("one", "text", "x") + ReloadTest.integration("alpha", "1h", "one"));
        assertThat(site.notes).isEqualTo(Map.of("one", "x"));
        assertThat(site.integrations.find("alpha")).isPresent();
        site.write("rules/notes.camel.yaml", note("one", "text", "x").replace("note", "noet"));

        assertThatThrownBy(site.loader::inspect).hasMessageContaining("no template 'noet'; did you mean 'note'?");
    }
}
