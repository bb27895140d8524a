package io.rollcall.camel;

import io.rollcall.check.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.MessageHistory;
import org.apache.camel.NamedNode;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Which steps did a check's call go through, and how long did each take? Camel's own message history, of the routes alone
 * that name the configuration {@code tries}: they make the calls.
 */
public final class CallHistory extends ModelLifecycleStrategySupport {
    private static final String TRIES = "tries";

    /** More would tell nobody anything: the last ones say where it ended. */
    private static final int MOST = 50;

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (TRIES.equals(route.getRouteConfigurationId())) {
            route.setMessageHistory("true");
        }
    }

    /** Makes the list that Camel fills: one made by Camel would be lost with the copy that a circuit breaker works on. */
    static void begin(Exchange exchange) {
        exchange.setProperty(ExchangePropertyKey.MESSAGE_HISTORY, Collections.synchronizedList(new ArrayList<>()));
    }

    /** The steps so far, in their order. What only holds others is left out. */
    static List<Stage> of(Exchange exchange) {
        List<?> kept = exchange.getProperty(ExchangePropertyKey.MESSAGE_HISTORY, List.class);
        if (kept == null) {
            return List.of();
        }
        List<Stage> stages = List.copyOf(kept).stream()
                .map(MessageHistory.class::cast)
                .filter(one -> !(one.getNode() instanceof ProcessorDefinition<?> node)
                        || node.getOutputs().isEmpty())
                .map(one -> new Stage(name(one.getNode()), one.getElapsed()))
                .toList();
        return stages.subList(Math.max(0, stages.size() - MOST), stages.size());
    }

    /** A label would be easier to come by, but may hold an address, and so a secret. */
    private static String name(NamedNode node) {
        if (node instanceof BeanDefinition bean && !bean.hasCustomIdAssigned() && bean.getRef() != null) {
            return bean.getRef() + "." + bean.getMethod();
        }
        if (node instanceof ToDefinition to && to.getUri().startsWith("direct:")) {
            return to.getUri();
        }
        return node.getId();
    }
}
