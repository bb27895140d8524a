package io.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteStyleTest {
    private static final Path BAD_ROUTES = Path.of("src/test/resources/bad-routes");

    @Test
    void the_route_files_keep_to_the_style() throws IOException {
        assertThat(new RouteStyle().violations(Path.of("routes"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
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
    void each_violation_is_found(String file, String violation) throws IOException {
        assertThat(new RouteStyle().violations(BAD_ROUTES))
                .anyMatch(found -> found.startsWith(file + ": ") && found.contains(violation));
    }

    @Test
    void good_routes_are_left_in_peace() throws IOException {
        assertThat(new RouteStyle().violations(BAD_ROUTES)).noneMatch(found -> found.startsWith("good.camel.yaml"));
    }

    @Test
    void a_long_file_is_found(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("long.camel.yaml"), Collections.nCopies(151, "# and on"));

        assertThat(new RouteStyle().violations(folder)).contains("long.camel.yaml: longer than 150 lines");
    }
}
