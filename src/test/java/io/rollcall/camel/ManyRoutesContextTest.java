package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManyRoutesContextTest {
    private final ManyRoutesContext context = new ManyRoutesContext();

    @BeforeEach
    void declare() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").routeId("other").to("direct:check-stripe");
                routeTemplate("echo")
                        .templateParameter("key")
                        .from("direct:check-{{key}}")
                        .setBody()
                        .constant("{{key}}");
            }
        });
        context.addRouteFromTemplate("stripe", "echo", Map.of("key", "stripe"));
        context.addRouteFromTemplate("slack", "echo", Map.of("key", "slack"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void routes_of_templates_run_once_the_context_has_started() {
        context.start();

        assertThat(answer("direct:check-stripe")).isEqualTo("stripe");
        assertThat(answer("direct:check-slack")).isEqualTo("slack");
        assertThat(answer("direct:other")).isEqualTo("stripe");
    }

    @Test
    void a_route_can_be_replaced_while_the_context_runs() throws Exception {
        context.start();

        context.getRouteController().stopRoute("stripe");
        context.removeRoute("stripe");
        context.addRouteFromTemplate("stripe", "echo", Map.of("key", "stripe"));
        context.addRouteFromTemplate("later", "echo", Map.of("key", "later"));

        assertThat(answer("direct:check-stripe")).isEqualTo("stripe");
        assertThat(answer("direct:check-later")).isEqualTo("later");
        assertThat(context.getRouteDefinitions()).hasSize(4);
    }

    @Test
    void each_route_has_an_mbean_with_its_own_figures() throws Exception {
        context.start();
        answer("direct:check-stripe");
        answer("direct:check-stripe");
        answer("direct:check-slack");

        assertThat(attribute("stripe", "RouteId")).isEqualTo("stripe");
        assertThat(attribute("stripe", "ExchangesTotal")).isEqualTo(2L);
        assertThat(attribute("slack", "RouteId")).isEqualTo("slack");
        assertThat(attribute("slack", "ExchangesTotal")).isEqualTo(1L);
    }

    private String answer(String uri) {
        return context.createFluentProducerTemplate().to(uri).withBody("?").request(String.class);
    }

    private Object attribute(String route, String name) throws Exception {
        MBeanServer server =
                context.getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName pattern = new ObjectName(
                "org.apache.camel:context=" + context.getManagementName() + ",type=routes,name=\"" + route + "\"");
        return server.getAttribute(pattern, name);
    }
}
