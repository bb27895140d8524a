package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * Does a mailbox open, and how full is it? Nothing in it changes. Parameters {@code host}, {@code port}, {@code security}
 * (tls, starttls or none), {@code username}, {@code password}, {@code folder}. Thread-safe.
 */
public final class ImapProbe {
    static final Kind.Rule SECURITY = Kind.Rule.matching("tls|starttls|none", "tls, starttls or none");

    static final Kind KIND = new Kind(
            "imap",
            Map.of("port", ParameterType.PORT::complaint, "security", SECURITY),
            WatchedTls.facts(
                    Vocabulary.empty().with("mailbox_messages", Type.NUMBER).with("mailbox_unread", Type.NUMBER)));

    private final Watchdog watchdog;
    private final SSLSocketFactory tls;
    private final String ownName;
    private final Judgement judgement;

    /** @param ownName this machine's name */
    public ImapProbe(Watchdog watchdog, SSLSocketFactory tls, String ownName, Judgement judgement) {
        this.watchdog = watchdog;
        this.tls = tls;
        this.ownName = ownName;
        this.judgement = judgement;
    }

    /** Logs in over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        MailServer server = server(parameters, "");
        return watchdog.within(check.tryTimeout(), guard -> {
            WatchedTls watched = new WatchedTls(tls, guard);
            try (Store store = server.session(guard, watched, ownName).getStore("imap")) {
                store.connect(server.host(), server.port(), server.user(), server.password());
                Folder folder = store.getFolder(parameters.text("folder", "INBOX"));
                folder.open(Folder.READ_ONLY);
                Findings findings = new Findings()
                        .metric("mailbox_messages", "", folder.getMessageCount())
                        .metric("mailbox_unread", "", folder.getUnreadMessageCount());
                watched.report(findings, check.startedAt());
                folder.close(false);
                return judgement.judge(check, findings);
            } catch (MessagingException failed) {
                return MailServer.refused(check, guard, failed);
            }
        });
    }

    /** The server that parameters with that prefix name. */
    static MailServer server(Parameters parameters, String prefix) {
        String security = parameters.text(prefix + "security", "tls");
        return new MailServer(
                "imap",
                parameters.text(prefix + "host"),
                parameters.port(prefix + "port"),
                security.equals("starttls") ? "required" : security,
                parameters.text(prefix + "username"),
                parameters.text(prefix + "password"));
    }
}
