package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssetsTest {
    private final Assets assets = new Assets();

    @Test
    void a_first_visit_takes_less_than_a_hundred_kilobytes() {
        assertThat(assets.compressedSize()).isLessThan(100_000);
    }

    @Test
    void scripts_are_compressed_and_named_with_their_type() {
        assertThat(assets.scripts()).contains("app.js", "lib/preact.js", "pages/health.js", "words/de.js");
        assertThat(assets.find("app.js")).hasValueSatisfying(asset -> {
            assertThat(asset.type()).startsWith("text/javascript");
            assertThat(asset.shrinks()).isTrue();
        });
        assertThat(assets.find("../application.properties")).isEmpty();
    }

    @Test
    void the_version_is_the_same_for_the_same_files() {
        assertThat(new Assets().version()).isEqualTo(assets.version()).hasSize(12);
    }
}
