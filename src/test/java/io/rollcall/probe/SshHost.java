package io.rollcall.probe;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server: login "monitor" with password "right", who sees one folder. */
public final class SshHost implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair key;

    public SshHost(Path home) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        this.key = keys.generateKeyPair();
        server.setHost("localhost");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("monitor") && password.equals("right"));
        server.setPublickeyAuthenticator((user, shown, session) ->
                user.equals("monitor") && shown.getAlgorithm().equals("RSA"));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.start();
    }

    /** As ssh-keyscan prints it, without the host. */
    public String hostKey() {
        return PublicKeyEntry.toString(key.getPublic());
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() throws Exception {
        server.stop(true);
    }
}
