package io.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.SingleRun.Outcome;
import io.rollcall.integration.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several calls in one check: the example of docs/checks/multi-step.md. */
class MultiStepTest {
    @TempDir
    private Path folder;

    private Vendor shop;

    @BeforeEach
    void start() throws IOException {
        shop = new Vendor(folder)
                .answers("POST /login", "{\"token\": \"t-77\"}")
                .answers("POST /baskets", 201, "{\"id\": \"a b\", \"books\": 1}")
                .answers("GET /offers", "[{\"left\": 0}, {\"left\": 3}, {\"left\": 9}]")
                .answers("DELETE /baskets/a+b", 204, "");
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void each_call_builds_on_the_answers_before_it() throws IOException {
        Outcome outcome = check();
        assertThat(outcome.message()).isNull();
        assertThat(outcome.status()).isEqualTo(Status.HEALTHY);
        LocalDate week = LocalDate.now(ZoneOffset.UTC).minusDays(7);
        assertThat(shop.requests)
                // As it was before midnight.
                .extracting(request -> request.replace("since=" + week.minusDays(1), "since=" + week))
                .containsExactly(
                        "POST /login null {\"user\":\"rollcall\",\"password\":\"open\\\"sesame\"}",
                        "POST /baskets Bearer t-77 {\"book\":1}",
                        "GET /offers?since=" + week + " null ",
                        "DELETE /baskets/a+b Bearer t-77 ");
        assertThat(Vendor.metrics(outcome)).hasSize(1).containsEntry("sold_out_rate", 33.33333);
        assertThat(outcome.metrics()).hasSize(5);
        assertThat(Vendor.subChecks(outcome)).containsExactly("login=HEALTHY", "offers=HEALTHY");
        assertThat(outcome.details().toString()).doesNotContain("t-77", "sesame");
    }

    @Test
    void a_call_that_is_optional_may_fail_in_any_way() throws IOException {
        for (int status : List.of(500, 1)) {
            shop.answers("GET /offers", status, "");
            Outcome outcome = check();
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.HEALTHY);
            assertThat(Vendor.metrics(outcome)).isEmpty();
            assertThat(outcome.details().get("steps").toString())
                    .contains(status == 500 ? "httpStatus=500" : "Connection closed by 127.0.0.1");
        }
        shop.answers("GET /offers", 0, "");
        assertThat(check("timeout", "2s").status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void one_that_is_not_fails_the_check_and_what_was_made_is_removed() throws IOException {
        shop.answers("POST /baskets", 500, "");
        Outcome outcome = check();
        assertThat(outcome.status()).isEqualTo(Status.DOWN);
        assertThat(outcome.message()).isEqualTo("basket: HTTP 500 instead of 201");
        assertThat(shop.requests).as("nothing to remove, and no further call").hasSize(2);

        shop.requests.clear();
        shop.answers("POST /baskets", 201, "{\"id\": \"a b\", \"books\": 2}");
        assertThat(check().message()).isEqualTo("Not healthy: body.basket.books (2) == 1");
        assertThat(shop.requests).hasSize(4);
    }

    @Test
    void cleaning_up_happens_also_after_a_call_without_answer() throws IOException {
        String offers = "            optional: true\n";
        String declaration = declaration().replace(offers, "");
        shop.answers("GET /offers", 0, "");
        Outcome late = shop.check(with(declaration, "timeout", "2s"));
        assertThat(late.status()).isEqualTo(Status.DOWN);
        assertThat(late.message()).isEqualTo("No answer within 2000 ms");
        assertThat(shop.requests).last().asString().startsWith("DELETE /baskets/a+b");

        shop.requests.clear();
        shop.answers("GET /offers", 1, "");
        assertThat(shop.check(declaration).message()).startsWith("Connection closed by 127.0.0.1");
        assertThat(shop.requests).last().asString().startsWith("DELETE /baskets/a+b");

        shop.answers("DELETE /baskets/a+b", 500, "");
        shop.answers("GET /offers", "[]");
        assertThat(shop.check(declaration).status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void a_value_that_an_answer_should_have_is_missed() throws IOException {
        shop.answers("POST /login", "{\"tokens\": []}");
        Outcome outcome = check();
        assertThat(outcome.status()).isEqualTo(Status.DOWN);
        assertThat(outcome.message()).isEqualTo("basket: ${body.login.token} has no value");
    }

    @Test
    void only_a_failed_connection_is_tried_again() throws IOException {
        shop.stop();
        Outcome outcome = check();
        assertThat(outcome.message()).startsWith("Connection refused by 127.0.0.1");
        assertThat(outcome.details()).containsEntry("tries", 3);
    }

    @Test
    void a_mistake_in_the_steps_is_named() throws IOException {
        assertMistake("post: /login", "past: /login", "login: write one of count, delete, get, head");
        assertMistake(
                "${body.login.token}",
                "${body.logn.token}",
                "basket: nothing is called ${body.logn.token}; did you mean 'body.login'?");
        assertMistake("name: offers", "name: basket", "two steps are named basket");
        assertMistake("optional: true", "optonal: true", "offers: a step has no 'optonal'; did you mean 'optional'?");
        assertMistake("$.offers[?(@.left == 0)]", "$.offers[?(@", "sold_out: '$.offers[?(@' is no JSONPath");
        assertMistake("- name: login", "- name: [", "line 3");
    }

    private void assertMistake(String right, String wrong, String complaint) throws IOException {
        assertThatThrownBy(() -> shop.check(declaration().replace(right, wrong)))
                .hasMessageContaining("steps: 'order': ")
                .hasMessageContaining(complaint);
    }

    private Outcome check() throws IOException {
        return shop.check(declaration());
    }

    private Outcome check(String parameter, String value) throws IOException {
        return shop.check(with(declaration(), parameter, value));
    }

    private static String with(String declaration, String parameter, String value) {
        return declaration + "      - { name: " + parameter + ", value: " + value + " }\n";
    }

    private String declaration() throws IOException {
        return shop.example("multi-step", "https://shop.example.com", "open\\\"sesame");
    }
}
