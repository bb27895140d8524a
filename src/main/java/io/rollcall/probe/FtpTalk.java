package io.rollcall.probe;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.Socket;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPClientConfig;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.io.CRLFLineReader;
import org.jspecify.annotations.Nullable;

/**
 * A client of FTP (RFC 959) whose connections the guard of a try watches, and which secures them by TLS (RFC 4217): the
 * data's with the session of the control's, as strict servers want it, and for the same host. Confined to the thread of the
 * try.
 */
final class FtpTalk extends FTPClient {
    private static final int GOODBYE_MILLIS = 500;

    private final @Nullable CheckedTls fromTheFirstByte;
    private @Nullable CheckedTls tls;

    /** @param fromTheFirstByte TLS without being asked for, or null */
    FtpTalk(Guard guard, @Nullable CheckedTls fromTheFirstByte) {
        this.fromTheFirstByte = fromTheFirstByte;
        int left = Math.toIntExact(guard.left().toMillis());
        setSocketFactory(guard);
        setConnectTimeout(left);
        setDefaultTimeout(left);
        setDataTimeout(guard.left());
        FTPClientConfig config = new FTPClientConfig();
        config.setServerTimeZoneId("UTC");
        configure(config);
    }

    /** Asks for TLS and for data over TLS: null, or what the server answers instead. */
    @Nullable
    String secure(CheckedTls by) throws IOException {
        if (sendCommand("AUTH", "TLS") != FTPReply.SECURITY_DATA_EXCHANGE_COMPLETE) {
            return "STARTTLS refused: " + said();
        }
        _socket_ = by.over(_socket_, getRemotePort());
        _controlInput_ = new CRLFLineReader(new InputStreamReader(_socket_.getInputStream(), getControlEncoding()));
        _controlOutput_ = new BufferedWriter(new OutputStreamWriter(_socket_.getOutputStream(), getControlEncoding()));
        return secureData(by);
    }

    /** Asks for data over TLS: null, or what the server answers instead. */
    @Nullable
    String secureData(CheckedTls by) throws IOException {
        tls = by;
        boolean secured = FTPReply.isPositiveCompletion(sendCommand("PBSZ", "0"))
                && FTPReply.isPositiveCompletion(sendCommand("PROT", "P"));
        return secured ? null : "The server does not secure its data: " + said();
    }

    /** The files of the folder it stands in: null, or what the server answers instead. */
    @Nullable
    String list(RemoteFiles files) throws IOException {
        enterLocalPassiveMode();
        boolean exact = hasFeature("MLST");
        FTPFile[] found = exact ? mlistDir() : listFiles();
        if (!FTPReply.isPositiveCompletion(getReplyCode())) {
            return "The folder cannot be listed: " + said();
        }
        for (FTPFile file : found) {
            if (file != null && !file.isDirectory()) {
                files.add(new RemoteFiles.Found(file.getName(), file.getSize(), file.getTimestampInstant()));
            }
        }
        RemoteFiles.Found newest = files.newest();
        if (!exact && newest != null) {
            // A listing says neither seconds nor time zone.
            files.correct(mdtmInstant(newest.name()));
        }
        return null;
    }

    /** What the server says last, in one line. */
    String said() {
        return Cut.at100(String.valueOf(getReplyString()).strip());
    }

    /** Says goodbye, and closes whatever the server makes of that: nothing here can fail. */
    void leave() {
        try {
            if (isConnected()) {
                setSoTimeout(GOODBYE_MILLIS);
                logout();
            }
        } catch (IOException rude) {
            // The sockets close in any case.
        }
        try {
            disconnect();
        } catch (IOException gone) {
            // As above.
        }
    }

    @Override
    protected void _connectAction_() throws IOException {
        if (fromTheFirstByte != null) {
            _socket_ = fromTheFirstByte.over(_socket_, getRemotePort());
        }
        super._connectAction_();
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument) throws IOException {
        Socket plain = super._openDataConnection_(command, argument);
        // Under the port of the control connection lies its session.
        return plain == null || tls == null ? plain : tls.over(plain, getRemotePort());
    }
}
