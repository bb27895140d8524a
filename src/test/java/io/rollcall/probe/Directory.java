package io.rollcall.probe;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A real directory: dc=example,dc=org with the people jane and joe, and the login cn=monitor with password "right". */
public final class Directory implements AutoCloseable {
    private final InMemoryDirectoryServer server;

    private Directory(@Nullable Path folder, boolean fromTheFirstByte) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.addAdditionalBindCredentials("cn=monitor,dc=example,dc=org", "right");
        config.setSchema(null);
        config.setMaxSizeLimit(3);
        InetAddress local = InetAddress.getByName("localhost");
        SSLUtil tls = folder == null
                ? null
                : new SSLUtil(
                        new KeyStoreKeyManager(
                                folder.resolve("keys.p12").toFile(), "changeit".toCharArray(), "PKCS12", "own"),
                        null);
        if (tls == null) {
            config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", local, 0, null));
        } else if (fromTheFirstByte) {
            config.setListenerConfigs(InMemoryListenerConfig.createLDAPSConfig(
                    "tls", local, 0, tls.createSSLServerSocketFactory(), null));
        } else {
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("starttls", local, 0, tls.createSSLSocketFactory()));
        }
        this.server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        server.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        add("jane", "employeeNumber: 42", "telephoneNumber: 1 22", "telephoneNumber: 2 33");
        add("joe");
        server.startListening();
    }

    private void add(String uid, String... more) throws Exception {
        String[] lines = new String[4 + more.length];
        lines[0] = "dn: uid=" + uid + ",ou=people,dc=example,dc=org";
        lines[1] = "objectClass: person";
        lines[2] = "uid: " + uid;
        lines[3] = "mail: " + uid + "@example.org";
        System.arraycopy(more, 0, lines, 4, more.length);
        server.add(lines);
    }

    public static Directory plain() throws Exception {
        return new Directory(null, false);
    }

    /** With the keys that {@link io.rollcall.Certificates} made in that folder. */
    public static Directory startTls(Path folder) throws Exception {
        return new Directory(folder, false);
    }

    static Directory secured(Path folder) throws Exception {
        return new Directory(folder, true);
    }

    public int port() {
        return server.getListenPort();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
