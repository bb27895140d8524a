package io.rollcall.probe;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import io.rollcall.check.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One login by SSH (RFC 4252) over a connection that is made. By parameters {@code username}, {@code password},
 * {@code private-key}, {@code key-password}, {@code known-hosts} and {@code host-key}. The library keeps a thread for as long
 * as it is open. Confined to the thread of the try.
 */
final class SshLogin implements AutoCloseable {
    private static final Pattern HOST_KEY =
            Pattern.compile("(?<type>(ssh|ecdsa|sk)-\\S+)\\s+(?<key>[A-Za-z0-9+/]{16,}={0,2})(\\s.*)?");
    private static final int USUAL_PORT = 22;

    private final JSch ssh = new JSch();
    private final Session session;
    private final Guard guard;

    private SshLogin(Socket made, Guard guard, Parameters parameters) throws JSchException, IOException {
        this.guard = guard;
        String host = parameters.text("host");
        this.session = ssh.getSession(parameters.text("username"), host, made.getPort());
        boolean strict = trust(parameters, host, made.getPort());
        String key = parameters.text("private-key", "");
        if (!key.isEmpty()) {
            identify(key, parameters.text("key-password", ""));
        }
        session.setPassword(parameters.text("password", ""));
        session.setConfig("StrictHostKeyChecking", strict ? "yes" : "no");
        session.setConfig("PreferredAuthentications", "publickey,password,keyboard-interactive");
        session.setDaemonThread(true);
        session.setSocketFactory(new Made(made));
    }

    /** Throws with the file's name when a key file cannot be used. */
    static SshLogin over(Socket made, Guard guard, Parameters parameters) throws JSchException, IOException {
        return new SshLogin(made, guard, parameters);
    }

    /** Makes known who is trusted; false when everybody is. */
    private boolean trust(Parameters parameters, String host, int port) throws JSchException, IOException {
        String file = parameters.text("known-hosts", "");
        String own = parameters.text("host-key", "");
        if (!file.isEmpty()) {
            try (InputStream known = Files.newInputStream(Path.of(file))) {
                ssh.setKnownHosts(known);
            } catch (NoSuchFileException e) {
                throw new IOException("There is no file " + file, e);
            }
        }
        Matcher key = HOST_KEY.matcher(own.strip());
        if (key.matches()) {
            String name = port == USUAL_PORT ? host : "[" + host + "]:" + port;
            ssh.getHostKeyRepository().add(new HostKey(name, Base64.getDecoder().decode(key.group("key"))), null);
        }
        return !file.isEmpty() || !own.isEmpty();
    }

    private void identify(String file, String password) throws IOException {
        try {
            byte[] secret = password.isEmpty() ? null : password.getBytes(StandardCharsets.UTF_8);
            ssh.addIdentity(file, Files.readAllBytes(Path.of(file)), null, secret);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file, e);
        } catch (JSchException unreadable) {
            throw new IOException("The private key in " + file + " cannot be used; is its key-password right?");
        }
    }

    /** Connects and logs in: null, or what the server or its host key is refused for. */
    @Nullable
    String connect() throws JSchException {
        try {
            session.connect(left());
            return null;
        } catch (JSchHostKeyException stranger) {
            return "The host key is not the one that is known: the server shows " + fingerprint();
        } catch (JSchException failure) {
            String words = String.valueOf(failure.getMessage());
            if (words.startsWith("Auth ") || words.startsWith("MaxAuthTries") || words.contains("Too many auth")) {
                return "Login refused: " + Cut.at100(words);
            }
            if (words.contains("invalid server's version string") || words.contains("invalid protocol")) {
                return "The port speaks no SSH";
            }
            throw failure;
        }
    }

    ChannelSftp sftp() throws JSchException {
        ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
        sftp.connect(left());
        return sftp;
    }

    /** Adds the fingerprint of the host key, as ssh-keygen writes it. */
    void report(Findings findings) {
        if (session.getHostKey() != null) {
            findings.fact("host_key", fingerprint()).detail("hostKey", fingerprint());
        }
    }

    private String fingerprint() {
        HostKey shown = session.getHostKey();
        return shown == null ? "none" : shown.getType() + " " + shown.getFingerPrint(ssh);
    }

    private int left() {
        return Math.toIntExact(guard.left().toMillis());
    }

    static Optional<String> complaintAboutKey(String text) {
        return HOST_KEY.matcher(text.strip()).matches()
                ? Optional.empty()
                : Optional.of("write a key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA…");
    }

    @Override
    public void close() {
        session.disconnect();
    }

    /** Hands out the connection that is there already. */
    private record Made(Socket socket) implements SocketFactory {
        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public InputStream getInputStream(Socket one) throws IOException {
            return one.getInputStream();
        }

        @Override
        public OutputStream getOutputStream(Socket one) throws IOException {
            return one.getOutputStream();
        }
    }
}
