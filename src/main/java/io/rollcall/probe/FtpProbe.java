package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.apache.commons.net.ftp.FTPReply;
import org.jspecify.annotations.Nullable;

/**
 * Does an FTP server let in, and which files does a folder hold? Parameters {@code host}, {@code port}, {@code security}
 * (none, starttls or tls), {@code username}, {@code password}, {@code folder}, {@code file} and those of {@link TlsContexts}.
 * Thread-safe.
 */
public final class FtpProbe {
    static final Kind KIND = new Kind(
            "ftp",
            Map.of("port", ParameterType.PORT::complaint, "security", ImapProbe.SECURITY),
            WatchedTls.facts(RemoteFiles.facts(Vocabulary.empty())));

    private static final int USUAL_PORT = 21;
    private static final int USUAL_TLS_PORT = 990;

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Clock clock;
    private final Judgement judgement;

    public FtpProbe(Watchdog watchdog, TlsContexts contexts, Clock clock, Judgement judgement) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        this.clock = clock;
        this.judgement = judgement;
    }

    /** Logs in over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        String security = parameters.text("security", "none");
        int port = parameters.port("port", security.equals("tls") ? USUAL_TLS_PORT : USUAL_PORT);
        return watchdog.within(check.tryTimeout(), guard -> {
            CheckedTls tls = new CheckedTls(contexts, check.integration(), guard, parameters.text("server-name", host));
            FtpTalk talk = new FtpTalk(guard, security.equals("tls") ? tls : null);
            try {
                talk.connect(host, port);
                String complaint =
                        switch (security) {
                            case "starttls" -> talk.secure(tls);
                            case "tls" -> talk.secureData(tls);
                            default -> null;
                        };
                return judged(check, talk, complaint, tls);
            } catch (SSLException failure) {
                return tls.refused(check, judgement, failure);
            } catch (MalformedServerReplyException garbage) {
                return check.failed("The port speaks no FTP", Map.of());
            } catch (FTPConnectionClosedException closed) {
                return closed(check, talk, closed);
            } finally {
                talk.leave();
            }
        });
    }

    private CheckResult judged(Check check, FtpTalk talk, @Nullable String refusal, CheckedTls tls) throws IOException {
        Findings findings = new Findings();
        tls.report(findings, check.startedAt());
        String complaint = refusal == null ? look(new Parameters(check.integration()), talk, findings) : refusal;
        return complaint == null ? judgement.judge(check, findings) : judgement.failed(check, complaint, findings);
    }

    /** Logs in and lists the folder, if there is one to list: null, or what is refused. */
    private @Nullable String look(Parameters parameters, FtpTalk talk, Findings findings) throws IOException {
        if (!talk.login(parameters.text("username", "anonymous"), parameters.text("password", ""))) {
            return "Login refused: " + talk.said();
        }
        String folder = parameters.text("folder", "");
        if (folder.isEmpty()) {
            return null;
        }
        if (!talk.changeWorkingDirectory(folder)) {
            return "There is no folder " + folder + ": " + talk.said();
        }
        RemoteFiles files = new RemoteFiles(parameters.integration().parameter("file"));
        String complaint = talk.list(files);
        if (complaint == null) {
            files.report(findings, clock.instant());
        }
        return complaint;
    }

    private static CheckResult closed(Check check, FtpTalk talk, FTPConnectionClosedException closed)
            throws IOException {
        if (talk.getReplyCode() == FTPReply.SERVICE_NOT_AVAILABLE) {
            return check.failed("The server closes the connection: " + talk.said(), Map.of());
        }
        EOFException gone = new EOFException("The server ended the connection");
        gone.initCause(closed);
        throw gone;
    }
}
