package io.rollcall;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.LoggerFactory;

/** A real Artemis broker in this process: {@code monitor} with password {@code right} may do everything, {@code guest} nothing. */
public final class AmqpServer implements AutoCloseable {
    private final ActiveMQServer server;
    private final int port = Ports.free();
    private final int tlsPort = Ports.free();

    /** @param keys for TLS, PKCS 12 with password {@code changeit}, or null */
    public AmqpServer(Path keys) throws Exception {
        // Warns of what a broker of tests has no need for.
        ((Logger) LoggerFactory.getLogger("org.apache.activemq")).setLevel(Level.ERROR);
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("plain", "tcp://127.0.0.1:" + port + "?protocols=AMQP");
        if (keys != null) {
            configuration.addAcceptorConfiguration(
                    "tls",
                    "tcp://localhost:" + tlsPort + "?protocols=AMQP;sslEnabled=true;keyStoreType=PKCS12;keyStorePath="
                            + keys + ";keyStorePassword=changeit");
        }
        configuration.addAddressSetting(
                "#", new AddressSettings().setAutoCreateQueues(false).setAutoCreateAddresses(false));
        Role all = new Role("all", true, true, true, true, true, true, true, true, true, true, false, false);
        configuration.putSecurityRoles("#", java.util.Set.of(all));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("monitor", "right");
        users.addRole("monitor", "all");
        users.addUser("guest", "right");
        users.addRole("guest", "none");
        server = ActiveMQServers.newActiveMQServer(
                configuration, null, new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users), false);
        start();
    }

    public void start() throws Exception {
        server.start();
        server.waitForActivation(100, java.util.concurrent.TimeUnit.SECONDS);
    }

    public void stop() throws Exception {
        server.stop();
    }

    public AmqpServer queue(String name) throws Exception {
        server.createQueue(
                QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setAutoCreateAddress(true));
        return this;
    }

    /** How many messages are in it. */
    public long size(String queue) {
        return server.locateQueue(queue).getMessageCount();
    }

    public int port() {
        return port;
    }

    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
