package io.rollcall.routefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.integration.Declaration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RouteFileReaderTest {
    private static final RouteSchema SCHEMA = new RouteSchema(new ObjectMapper());
    private static final String STRIPE =
            """
            # What we sell with
            - templatedRoute:
                routeTemplateRef: http
                routeId: stripe
                parameters:
                  - { name: url, value: "https://api.example.com" }
                  - name: interval
                    value: 30s
            """;

    @Test
    void an_integration_is_read_with_the_line_of_each_parameter() {
        RouteFile file = RouteFileReader.read("a.camel.yaml", STRIPE);

        assertThat(file.holdsIntegrations()).isTrue();
        assertThat(file.declarations())
                .containsExactly(new Declaration(
                        "stripe",
                        "http",
                        Map.of("url", "https://api.example.com", "interval", "30s"),
                        "a.camel.yaml",
                        2,
                        Map.of("url", 6, "interval", 7)));
    }

    @Test
    void a_template_is_read_with_what_it_requires() {
        RouteFile file = RouteFileReader.read(
                "http.camel.yaml",
                """
                - routeTemplate:
                    id: http
                    parameters:
                      - name: key
                      - name: url
                      - name: method
                        defaultValue: GET
                      - name: body
                        required: false
                """);

        assertThat(file.holdsIntegrations()).isFalse();
        assertThat(file.templates())
                .containsExactly(new Template(
                        "http",
                        Map.of(
                                "url", new Template.Parameter(true, null),
                                "method", new Template.Parameter(false, "GET"),
                                "body", new Template.Parameter(false, null))));
    }

    @Test
    void rules_are_told_by_where_their_routes_begin() {
        RouteFile file = RouteFileReader.read(
                "rules.camel.yaml",
                """
                - route:
                    id: a
                    from: { uri: "alert:slow", steps: [] }
                - route:
                    id: b
                    from: { uri: "alert:down?severity=critical", steps: [] }
                - route:
                    id: c
                    from: { uri: direct, steps: [] }
                """);

        assertThat(file.rules()).containsExactly("slow", "down");
        assertThat(file.ids("route")).containsExactly("a", "b", "c");
    }

    @Test
    void a_file_of_comments_holds_nothing() {
        assertThat(RouteFileReader.read("a.camel.yaml", "# nothing yet\n").entries())
                .isEmpty();
        assertThat(SCHEMA.problems(RouteFileReader.read("a.camel.yaml", ""))).isEmpty();
    }

    @Test
    void what_is_no_yaml_is_named_with_its_line() {
        assertThat(problem("- templatedRoute:\n    routeId: stripe\n   parameters: x\n"))
                .hasToString("a.camel.yaml:3: not valid YAML: expected <block end>, but found '<block mapping start>'");
        assertThat(problem("- route:\n    id: a\n    id: b\n"))
                .hasToString("a.camel.yaml:3: id: given twice; keep one");
        assertThat(problem("- route: {\n").toString()).startsWith("a.camel.yaml:2: not valid YAML");
    }

    @Test
    void what_is_no_list_of_entries_is_named() {
        assertThat(problem("route:\n  id: a\n"))
                .hasToString("a.camel.yaml:1: a route file is a list; begin each entry with '- route:' or the like");
        assertThat(problem("# a\n- route\n"))
                .hasToString("a.camel.yaml:2: an entry has one key, such as route, routeTemplate or templatedRoute");
    }

    @Test
    void an_integration_needs_a_name_a_kind_and_proper_parameters() {
        assertThat(problem(STRIPE.replace("routeId: stripe", "routeId: Stripe API")))
                .hasToString("a.camel.yaml:2: routeId: an integration needs a routeId of lower-case letters, digits,"
                        + " '-', '_' and '.'");
        assertThat(problem(STRIPE.replace("    routeTemplateRef: http\n", "")))
                .hasToString("a.camel.yaml:2: routeTemplateRef: 'stripe' must name the kind of check, such as http");
        assertThat(problem(STRIPE.replace("value: 30s", "valeu: 30s")))
                .hasToString("a.camel.yaml:7: 'stripe': a parameter has a name and a value");
        assertThat(problem(STRIPE.replace("name: interval", "name: url")))
                .hasToString("a.camel.yaml:7: url: 'stripe': given twice; keep one");
        assertThat(problem(STRIPE.replace("parameters:", "paramters:")))
                .hasToString("a.camel.yaml:5: paramters: 'stripe': no such property; did you mean 'parameters'?");
    }

    @Test
    void a_route_needs_an_id_by_which_it_can_be_replaced() {
        assertThat(problem("- route:\n    from:\n      uri: direct:a\n"))
                .hasToString("a.camel.yaml:1: id: a route needs an id, by which it can be replaced");
        assertThat(problem("- from:\n    uri: direct:a\n").key()).isEqualTo("from");
    }

    @Test
    void integrations_stand_in_files_of_their_own() {
        assertThat(problem(STRIPE + "- route:\n    id: x\n"))
                .hasToString("a.camel.yaml:9: route: a file of integrations holds templatedRoute entries only;"
                        + " move this to its own file");
    }

    @Test
    void the_schema_names_line_and_key_of_a_wrong_word() {
        assertThat(schemaProblem("          - bena: { ref: x }"))
                .hasToString("a.camel.yaml:7: bena: Camel's YAML has no 'bena' here");
        assertThat(schemaProblem("          - bean: { reff: x }"))
                .hasToString("a.camel.yaml:7: reff: Camel's YAML has no 'reff' here");
        assertThat(schemaProblem("      stepz: []"))
                .hasToString("a.camel.yaml:7: stepz: Camel's YAML has no 'stepz' here");
    }

    @Test
    void the_schema_finds_nothing_wrong_with_a_right_route() {
        RouteFile file = RouteFileReader.read("a.camel.yaml", route("          - bean: { ref: x, method: y }"));

        assertThat(SCHEMA.problems(file)).isEmpty();
    }

    private static String route(String step) {
        return """
               # comment
               - route:
                   id: a
                   from:
                     uri: direct:a
                     steps:
               """
                + step + "\n";
    }

    private static Problem schemaProblem(String step) {
        List<Problem> problems = SCHEMA.problems(RouteFileReader.read("a.camel.yaml", route(step)));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static Problem problem(String text) {
        InvalidConfigurationException refusal = catchThrowableOfType(
                InvalidConfigurationException.class, () -> RouteFileReader.read("a.camel.yaml", text));
        assertThat(refusal).isNotNull();
        return Objects.requireNonNull(refusal).problems().get(0);
    }
}
