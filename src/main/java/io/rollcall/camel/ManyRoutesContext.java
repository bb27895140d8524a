package io.rollcall.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A Camel context that starts thousands of routes made from templates in a time proportional to their number. Camel holds
 * each new one against every one before it, which takes minutes for 10,000; here it is held against the other routes only.
 * That no two integrations share a name is {@link Roll}'s care.
 */
public final class ManyRoutesContext extends DefaultCamelContext {
    private final List<RouteDefinition> instances = new ArrayList<>();

    public ManyRoutesContext() {
        getCamelContextExtension().setManagementMBeanAssembler(new RouteBeanAssembler(this));
    }

    @Override
    public String addRouteFromTemplate(String routeId, String templateId, Map<String, Object> parameters)
            throws Exception {
        String id = super.addRouteFromTemplate(routeId, templateId, parameters);
        if (!isStarted()) {
            List<RouteDefinition> definitions = getRouteDefinitions();
            instances.add(definitions.remove(definitions.size() - 1));
        }
        return id;
    }

    /** The entry of a route has nothing to start; Camel would search a list of all that wait for each. */
    @Override
    public void deferStartService(Object object, boolean stopOnShutdown) {
        if (object instanceof DirectEndpoint entry) {
            ServiceHelper.startService(entry);
        } else {
            super.deferStartService(object, stopOnShutdown);
        }
    }

    @Override
    public void startRouteDefinitions() throws Exception {
        super.startRouteDefinitions();
        for (RouteDefinition instance : instances) {
            startRouteDefinitions(List.of(instance));
        }
        getRouteDefinitions().addAll(instances);
        instances.clear();
    }
}
