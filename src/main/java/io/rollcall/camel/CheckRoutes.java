package io.rollcall.camel;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Template;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;

/** The check routes of a context, one an integration, instances of their kinds' templates. */
final class CheckRoutes {
    private final CamelContext context;

    CheckRoutes(CamelContext context) {
        this.context = context;
    }

    /** Whether there is a route of that name, whosever. */
    boolean isTaken(String key) {
        return ((ModelCamelContext) context).getRouteDefinition(key) != null;
    }

    void add(Integration integration, @Nullable Template template) {
        // Check routes take their parameters from the Check in the body, so that they can change while the route stays.
        // Camel wants a text for each all the same.
        Map<String, Object> parameters = new HashMap<>();
        if (template != null) {
            template.parameters().keySet().forEach(name -> parameters.put(name, ""));
        }
        parameters.put("key", integration.key());
        try {
            context.addRouteFromTemplate(integration.key(), integration.kind(), parameters);
        } catch (Exception e) {
            throw new IllegalStateException("cannot make the check route of '" + integration.key() + "'", e);
        }
    }

    void remove(String key) {
        try {
            context.getRouteController().stopRoute(key);
            context.removeRoute(key);
        } catch (Exception e) {
            throw new IllegalStateException("cannot remove the check route of '" + key + "'", e);
        }
    }
}
