package io.rollcall.camel;

import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.management.mbean.ManagedRoute;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;

/** Describes the MBeans of all routes of a kind by one description. Camel's own makes one of 90 KB for each route. */
final class RouteBeanAssembler extends DefaultManagementMBeanAssembler {
    private final Map<Class<?>, ModelMBeanInfo> descriptions = new HashMap<>();

    RouteBeanAssembler(CamelContext context) {
        super(context);
    }

    @Override
    public synchronized ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        if (!(managed instanceof ManagedRoute)) {
            return super.assemble(server, managed, name);
        }
        ModelMBeanInfo description = descriptions.get(managed.getClass());
        if (description == null) {
            description = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
            descriptions.put(managed.getClass(), description);
        }
        boolean mask = Boolean.TRUE.equals(
                camelContext.getManagementStrategy().getManagementAgent().getMask());
        RequiredModelMBean bean = new MixinRequiredModelMBean(description, mask, null, null);
        try {
            bean.setManagedResource(managed, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        return bean;
    }
}
