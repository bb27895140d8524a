package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.SubjectTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/**
 * Does a mail that is sent arrive, and how soon? Sends one by SMTP, waits for it by IMAP and deletes it. Parameters
 * {@code from} and {@code to}, and those of both servers with {@code smtp-} and {@code imap-} before them. Thread-safe.
 */
public final class MailRoundtripProbe {
    static final Kind KIND = new Kind(
            "mail-roundtrip",
            Map.of(
                    "smtp-port",
                    ParameterType.PORT::complaint,
                    "smtp-starttls",
                    SmtpProbe.STARTTLS,
                    "imap-port",
                    ParameterType.PORT::complaint,
                    "imap-security",
                    ImapProbe.SECURITY),
            Vocabulary.empty().with("delivery", Type.DURATION));

    private static final String SUBJECT = "Rollcall round trip ";
    private static final long PAUSE_MILLIS = 500;
    /** Of an earlier check that did not wait for it. One that is younger may be another engine's. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Watchdog watchdog;
    private final SSLSocketFactory tls;
    private final String ownName;
    private final Judgement judgement;

    /** @param ownName this machine's name, said in EHLO */
    public MailRoundtripProbe(Watchdog watchdog, SSLSocketFactory tls, String ownName, Judgement judgement) {
        this.watchdog = watchdog;
        this.tls = tls;
        this.ownName = ownName;
        this.judgement = judgement;
    }

    /** Sends and waits. Throws when there is no connection to one of the servers. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String subject = SUBJECT + check.integration().key() + " ";
        String ours = subject + UUID.randomUUID();
        return watchdog.within(check.tryTimeout(), guard -> {
            // The mailbox first: no mail is sent that nobody could fetch.
            MailServer mailbox = ImapProbe.server(parameters, "imap-");
            try (Store store =
                    mailbox.session(guard, new WatchedTls(tls, guard), ownName).getStore("imap")) {
                store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
                long begin = System.nanoTime();
                send(parameters, guard, ours);
                boolean arrived = awaitAndDelete(store, guard, subject, ours, check.startedAt());
                Duration delivery = Duration.ofNanos(System.nanoTime() - begin);
                return arrived
                        ? judgement.judge(check, new Findings().metric("delivery", "s", delivery.toMillis() / 1e3))
                        : check.failed("Sent, but not there after " + delivery.toMillis() + " ms", Map.of());
            } catch (MessagingException failed) {
                return MailServer.refused(check, guard, failed);
            }
        });
    }

    private void send(Parameters parameters, Guard guard, String subject) throws MessagingException {
        MailServer server = SmtpProbe.server(parameters, "smtp-");
        Session session = server.session(guard, new WatchedTls(tls, guard), ownName);
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress(parameters.text("from")));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(parameters.text("to")));
        mail.setSubject(subject);
        mail.setSentDate(new Date());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText("Sent to see whether mail arrives. It is deleted as soon as it does.");
        mail.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(server.host(), server.port(), server.user(), server.password());
            transport.sendMessage(mail, mail.getAllRecipients());
        }
    }

    /** True when ours came before the time was over. */
    private static boolean awaitAndDelete(Store store, Guard guard, String subject, String ours, Instant now)
            throws MessagingException, InterruptedException {
        Folder folder = store.getFolder("INBOX");
        folder.open(Folder.READ_WRITE);
        boolean arrived = false;
        while (!arrived && guard.left().toMillis() > 2 * PAUSE_MILLIS) {
            // Asking for the number makes the server say what is new.
            folder.getMessageCount();
            for (Message mail : folder.search(new SubjectTerm(subject))) {
                boolean found = ours.equals(mail.getSubject());
                boolean forgotten = Optional.ofNullable(mail.getReceivedDate())
                        .filter(date -> date.toInstant().isBefore(now.minus(FORGOTTEN)))
                        .isPresent();
                mail.setFlag(Flags.Flag.DELETED, found || forgotten);
                arrived |= found;
            }
            if (!arrived) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        folder.close(true);
        return arrived;
    }
}
