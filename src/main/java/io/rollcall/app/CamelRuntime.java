package io.rollcall.app;

import io.rollcall.camel.CallHistory;
import io.rollcall.camel.ManyRoutesContext;
import io.rollcall.camel.PromptSeda;
import io.rollcall.camel.Standstill;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMain;

/** A Camel context that camel-main configures from our settings, and that loads our route files just before it starts. */
final class CamelRuntime implements AutoCloseable {
    private final ManyRoutesContext context = new ManyRoutesContext();
    private final Properties properties;
    private final SimpleMain main = new SimpleMain(context);

    CamelRuntime(Settings settings) {
        this.properties = settings.properties();
        Https https = new Https(settings);
        if (https.on()) {
            https.serve(context, properties);
        }
        main.setInitialProperties(properties);
        main.setDefaultPropertyPlaceholderLocation("false");
        context.addComponent("seda", new PromptSeda());
        context.addModelLifecycleStrategy(new CallHistory());
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    CamelContext context() {
        return context;
    }

    /** Configures Camel, loads the routes and starts them. Whatever goes wrong, nothing runs afterwards. */
    void start(Runnable loadRoutes) throws Exception {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                loadRoutes.run();
            }
        });
        try {
            main.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Builds what {@link #start} would start, but opens no port and starts no route; and has a look at it. */
    void rehearse(Runnable loadRoutes, Consumer<CamelContext> look) throws Exception {
        properties.setProperty("camel.server.enabled", "false");
        properties.setProperty("camel.metrics.enabled", "false");
        properties.setProperty("camel.main.autoStartup", "false");
        properties.setProperty("camel.main.jmxEnabled", "false");
        start(loadRoutes);
        try {
            look.accept(context);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        Standstill.of(context);
        main.stop();
        main.shutdown();
    }
}
