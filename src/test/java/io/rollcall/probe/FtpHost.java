package io.rollcall.probe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfiguration;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A real FTP server: login "monitor" with password "right", who sees one folder. */
public final class FtpHost implements AutoCloseable {
    private final FtpServer server;
    private final Listener listener;

    static {
        // What it says of clients that refuse its certificate is what the tests are about.
        for (String name : new String[] {"org.apache.ftpserver", "org.apache.mina"}) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
    }

    private FtpHost(Path home, @Nullable Path keys, boolean fromTheFirstByte) throws Exception {
        ListenerFactory listeners = new ListenerFactory();
        listeners.setServerAddress("localhost");
        listeners.setPort(0);
        if (keys != null) {
            SslConfigurationFactory tls = new SslConfigurationFactory();
            tls.setKeystoreFile(keys.resolve("keys.p12").toFile());
            tls.setKeystoreType("PKCS12");
            tls.setKeystorePassword("changeit");
            tls.setKeyAlias("own");
            SslConfiguration both = tls.createSslConfiguration();
            listeners.setSslConfiguration(both);
            listeners.setImplicitSsl(fromTheFirstByte);
            DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
            data.setSslConfiguration(both);
            data.setImplicitSsl(fromTheFirstByte);
            listeners.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        }
        this.listener = listeners.createListener();
        FtpServerFactory servers = new FtpServerFactory();
        servers.addListener("default", listener);
        BaseUser user = new BaseUser();
        user.setName("monitor");
        user.setPassword("right");
        user.setHomeDirectory(home.toString());
        servers.getUserManager().save(user);
        this.server = servers.createServer();
        server.start();
    }

    public static FtpHost plain(Path home) throws Exception {
        return new FtpHost(home, null, false);
    }

    /** With the keys that {@link io.rollcall.Certificates} made in that folder. */
    public static FtpHost startTls(Path home, Path keys) throws Exception {
        return new FtpHost(home, keys, false);
    }

    static FtpHost secured(Path home, Path keys) throws Exception {
        return new FtpHost(home, keys, true);
    }

    public int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
