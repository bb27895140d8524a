package io.rollcall.probe;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does an SFTP server let in, and which files does a folder hold? Parameters {@code host}, {@code port}, {@code folder},
 * {@code file} and those of {@link SshLogin}. Thread-safe.
 */
public final class SftpProbe {
    static final Kind KIND = new Kind(
            "sftp",
            Map.of("port", ParameterType.PORT::complaint, "host-key", SshLogin::complaintAboutKey),
            RemoteFiles.facts(Vocabulary.empty().with("host_key", Type.TEXT)));

    private static final int USUAL_PORT = 22;

    private final Watchdog watchdog;
    private final Clock clock;
    private final Judgement judgement;

    public SftpProbe(Watchdog watchdog, Clock clock, Judgement judgement) {
        this.watchdog = watchdog;
        this.clock = clock;
        this.judgement = judgement;
    }

    /** Logs in over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        int port = parameters.port("port", USUAL_PORT);
        return watchdog.within(check.tryTimeout(), guard -> {
            try (Socket socket = guard.createSocket(host, port);
                    SshLogin login = SshLogin.over(socket, guard, parameters)) {
                Findings findings = new Findings();
                String complaint = login.connect();
                login.report(findings);
                if (complaint == null) {
                    complaint = look(login, parameters, findings);
                }
                return complaint == null
                        ? judgement.judge(check, findings)
                        : judgement.failed(check, complaint, findings);
            } catch (JSchException failure) {
                return broken(check, guard, failure);
            }
        });
    }

    /** Lists the folder, if there is one to list: null, or what the server refuses that for. */
    private @Nullable String look(SshLogin login, Parameters parameters, Findings findings) throws JSchException {
        String folder = parameters.text("folder", "");
        if (folder.isEmpty()) {
            return null;
        }
        RemoteFiles files = new RemoteFiles(parameters.integration().parameter("file"));
        try {
            login.sftp().ls(folder, entry -> {
                SftpATTRS attributes = entry.getAttrs();
                if (!attributes.isDir()) {
                    files.add(new RemoteFiles.Found(entry.getFilename(), attributes.getSize(), modified(attributes)));
                }
                return ChannelSftp.LsEntrySelector.CONTINUE;
            });
        } catch (SftpException refused) {
            if (refused.id == ChannelSftp.SSH_FX_FAILURE && refused.getCause() instanceof IOException) {
                throw new JSchException(refused.getMessage(), refused.getCause());
            }
            return "Folder " + folder + " cannot be listed: " + Cut.at100(refused.getMessage());
        }
        files.report(findings, clock.instant());
        return null;
    }

    private static Instant modified(SftpATTRS attributes) {
        // Seconds since 1970 in 32 bits without a sign (draft-ietf-secsh-filexfer-02, section 5).
        return Instant.ofEpochSecond(Integer.toUnsignedLong(attributes.getMTime()));
    }

    private static CheckResult broken(Check check, Guard guard, JSchException failure) throws IOException {
        Throwable cause = failure.getCause();
        if (guard.over() || cause instanceof SocketTimeoutException) {
            SocketTimeoutException late = new SocketTimeoutException("No answer in time");
            late.initCause(failure);
            throw late;
        }
        if (cause instanceof IOException || String.valueOf(failure.getMessage()).contains("closed by foreign host")) {
            EOFException gone = new EOFException("The server ended the connection");
            gone.initCause(failure);
            throw gone;
        }
        return check.failed("SSH failed: " + Cut.at100(failure.getMessage()), Map.of());
    }
}
