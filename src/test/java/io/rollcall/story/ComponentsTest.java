package io.rollcall.story;

import static io.rollcall.story.Scene.integration;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of components of the status page before anything runs. */
class ComponentsTest {
    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void prepare() throws Exception {
        scene = new Scene(folder);
        scene.file(
                "shop",
                integration("http", "shop", "url", scene.site.url("/shop")),
                integration("http", "till", "url", scene.site.url("/till")),
                integration("http", "paper", "url", scene.site.url("/paper"), "group", "press"));
        scene.file("page", StatusPageStoryTest.COMPONENTS);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_component_of_nothing_is_refused_and_one_of_something_unknown_is_remarked() {
        assertThat(scene.command("validate").output()).doesNotContain("Not published");
        scene.file(
                "more",
                StatusPageStoryTest.COMPONENTS
                        .replace("buying", "more")
                        .replace("news", "late")
                        .replace("shop, till", "shopp"));
        assertThat(scene.command("validate").output()).contains("Not published: component more: there is no 'shopp'");
        scene.file(
                "more",
                StatusPageStoryTest.COMPONENTS
                        .replace("buying", "all")
                        .replace("news", "late")
                        .replace("groups", "group"));
        Ran refused = scene.command("validate");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.log() + refused.output())
                .contains("more.camel.yaml", "'all' cannot stand in an address", "did you mean 'groups'");
    }
}
