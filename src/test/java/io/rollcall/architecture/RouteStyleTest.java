package io.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class RouteStyleTest {
    // Once for all: most of the time goes into reading Camel's schema.
    private final List<String> found = new RouteStyle().violations(Path.of("src/test/resources/bad-routes"));

    RouteStyleTest() throws IOException {}

    @Test
    void the_route_files_keep_to_the_style() throws IOException {
        assertThat(new RouteStyle().violations(Path.of("routes"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broken.camel.yaml | not YAML, line 2",
                "unknown-word.camel.yaml | not valid",
                "nameless.camel.yaml | a route without id",
                "nameless.camel.yaml | without description",
                "template.camel.yaml | route shouting without description",
                "twice.camel.yaml | the id twice is there twice",
                "query.camel.yaml | a question mark in a uri",
                "compact.camel.yaml | compact notation of to",
                "compact.camel.yaml | compact notation of simple",
                "compact.camel.yaml | compact notation of from",
                "script.camel.yaml | the language groovy",
                "lost.camel.yaml | nothing consumes direct:nowhere",
                "lost.camel.yaml | nothing consumes direct:lost-too",
                "lost.camel.yaml | nothing consumes direct:no-dead-letters",
            })
    void each_violation_is_found(String file, String violation) {
        assertThat(found).anyMatch(sentence -> sentence.startsWith(file + ": ") && sentence.contains(violation));
    }

    @Test
    void good_routes_are_left_in_peace() {
        assertThat(found).noneMatch(sentence -> sentence.startsWith("good.camel.yaml"));
    }

    @Test
    void a_long_file_is_found(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("long.camel.yaml"), Collections.nCopies(151, "# and on"));

        assertThat(new RouteStyle().violations(folder)).contains("long.camel.yaml: longer than 150 lines");
    }
}
