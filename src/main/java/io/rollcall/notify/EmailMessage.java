package io.rollcall.notify;

import io.rollcall.words.Words;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The email about an alert: text and HTML, in one thread per rule and integration. Immutable. */
public final class EmailMessage {
    private static final int SUBJECT = 200;

    private final @Nullable MailSettings settings;
    private final URI publicUrl;
    private final AnswerLinks links;
    private final Function<String, Words> languages;

    /** In English. */
    public EmailMessage(@Nullable MailSettings settings, URI publicUrl, AnswerLinks links) {
        this(settings, publicUrl, links, address -> Words.english());
    }

    /**
     * Without settings the channel is off and nothing is rendered.
     *
     * @param languages the words for an address
     */
    public EmailMessage(
            @Nullable MailSettings settings, URI publicUrl, AnswerLinks links, Function<String, Words> languages) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.links = links;
        this.languages = languages;
    }

    /** The whole message. A repeat has the same Message-ID, so that a mailbox can tell that it is one. */
    public MimeMessage render(Notification notification) throws MessagingException {
        if (settings == null) {
            throw new IllegalStateException("Channel email is off");
        }
        Story story = Story.of(notification.notice(), publicUrl, languages.apply(notification.recipient()));
        MimeMessage message = new MimeMessage((Session) null);
        message.setFrom(new InternetAddress(settings.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(notification.recipient()));
        message.setSubject(Text.cut(story.headline(), SUBJECT).replaceAll("\\p{Cntrl}", " "), utf8());
        message.setSentDate(Date.from(notification.createdAt()));
        message.setHeader("Message-ID", "<" + notification.id() + "@rollcall>");
        // A root that was never sent: mail programs still gather everything that refers to it into one thread.
        String thread = "<" + PagerDutyEvent.dedupKey(notification.notice()) + "@rollcall>";
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        message.setHeader("Auto-Submitted", "auto-generated");
        List<AnswerLinks.Link> answers = links.of(notification, story.headline(), story.words());
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(part(EmailBody.text(story, answers), "plain"));
        alternative.addBodyPart(part(EmailBody.html(story, answers), "html"));
        message.setContent(alternative);
        return message;
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, utf8(), type);
        return part;
    }

    private static String utf8() {
        return StandardCharsets.UTF_8.name();
    }
}
