package io.rollcall.camel;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rollcall.alert.AlertRules;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * Tries a route file out before it goes live: in a context of its own that builds its routes with the same beans and
 * settings but starts none of them. What Camel refuses is explained by the schema, which takes seconds to read.
 */
public final class RouteTrial {
    private static final String KEY = "trial";

    private final CamelContext live;
    private final RouteSchema schema;
    private final Supplier<Collection<RouteFile>> configurations;
    private final AlertRules rules;

    /** A trial with the beans and settings of that context, and the route configurations that the live files hold. */
    public RouteTrial(
            CamelContext live, RouteSchema schema, Supplier<Collection<RouteFile>> configurations, AlertRules rules) {
        this.live = live;
        this.schema = schema;
        this.configurations = configurations;
        this.rules = rules;
    }

    /**
     * Builds the file's routes and throws them away.
     *
     * @throws InvalidConfigurationException with what is wrong
     */
    public void attempt(RouteFile file) {
        List<RouteFile> together = new ArrayList<>();
        configurations.get().stream()
                .filter(other -> !other.ids("routeConfiguration").isEmpty()
                        && !other.name().equals(file.name()))
                .forEach(together::add);
        together.add(file);
        DefaultRegistry registry = new DefaultRegistry(new LiveBeans(live.getRegistry()));
        registry.bind("breaker-" + KEY, CircuitBreaker.ofDefaults(KEY));
        try (DefaultCamelContext scratch = new DefaultCamelContext(registry)) {
            Properties settings = live.getPropertiesComponent().loadProperties();
            scratch.getPropertiesComponent().setInitialProperties(settings);
            scratch.addComponent("alert", new AlertComponent(rules));
            scratch.addComponent("tell", new TellComponent());
            scratch.disableJMX();
            scratch.setAutoStartup(false);
            PluginHelper.getRoutesLoader(scratch).loadRoutes(RouteLoader.resources(together));
            for (Template template : file.templates()) {
                Map<String, Object> parameters = new HashMap<>();
                template.parameters().keySet().forEach(name -> parameters.put(name, ""));
                parameters.put("key", KEY);
                scratch.addRouteFromTemplate(KEY + "-" + template.id(), template.id(), parameters);
            }
            scratch.start();
        } catch (Exception e) {
            throw new InvalidConfigurationException(problems(List.of(file), e));
        }
    }

    /** The beans of the live context, to look at only: a context empties its registry when it closes. */
    private record LiveBeans(Registry beans) implements BeanRepository {
        @Override
        public @Nullable Object lookupByName(String name) {
            return beans.lookupByName(name);
        }

        @Override
        public <T> @Nullable T lookupByNameAndType(String name, Class<T> type) {
            return beans.lookupByNameAndType(name, type);
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return beans.findByTypeWithName(type);
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return beans.findByType(type);
        }
    }

    /** What made Camel refuse these files, as precisely as can be told. */
    public List<Problem> problems(List<RouteFile> files, Exception refusal) {
        if (refusal instanceof InvalidConfigurationException invalid) {
            return invalid.problems();
        }
        List<Problem> problems = new ArrayList<>();
        files.forEach(file -> problems.addAll(schema.problems(file)));
        if (problems.isEmpty()) {
            Throwable root = refusal;
            while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
            }
            String text = String.valueOf(refusal.getMessage());
            String cause = String.valueOf(root.getMessage());
            text = text.contains(cause) ? text : text + ": " + cause;
            problems.add(place(files, text));
        }
        return problems;
    }

    /** Camel's messages name the route; the file and line of that route are what its author needs. */
    private static Problem place(List<RouteFile> files, String text) {
        Problem place = new Problem("routes", 0, null, text);
        int longest = 0;
        for (RouteFile file : files) {
            for (RouteFile.Entry entry : file.entries()) {
                // The longest name that fits: others may be words of the message or parts of that name.
                boolean named = Pattern.compile("\\b" + Pattern.quote(entry.id()) + "\\b")
                        .matcher(text)
                        .find();
                if (named && entry.id().length() > longest) {
                    longest = entry.id().length();
                    place = new Problem(file.name(), entry.line(), entry.id(), text);
                }
            }
        }
        return place;
    }
}
