package io.rollcall.notify;

import io.rollcall.publish.Address.Mailbox;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.SubscriberLinks;
import io.rollcall.publish.SubscriberLinks.Action;
import io.rollcall.words.Words;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The mail to a subscriber of the status page: text and HTML, with the links by which he confirms or leaves, also at one
 * click of his mail program (RFC 8058). Thread-safe.
 */
public final class SubscriberMail {
    private static final int SUBJECT = 200;

    private final @Nullable String from;
    private final Audience audience;
    private final SubscriberLinks links;

    /** @param from the sender; null when nobody subscribes by email, and nothing is rendered */
    public SubscriberMail(@Nullable String from, Audience audience, SubscriberLinks links) {
        this.from = from;
        this.audience = audience;
        this.links = links;
    }

    /** The whole message. A repeat has the same Message-ID. */
    public MimeMessage render(Notification notification) throws MessagingException {
        if (from == null) {
            throw new IllegalStateException("Channel subscribers is off");
        }
        Subscriber subscriber = audience.subscriber(notification);
        if (!(subscriber.address() instanceof Mailbox mailbox)) {
            throw new DeliveryException(DeliveryFailure.permanent("The subscriber is told in another way"));
        }
        String leave = links.address(Action.LEAVE, subscriber);
        NewsBody body = new NewsBody(
                audience.news(notification),
                Words.in(subscriber.language()),
                new NewsBody.Ways(links.page(), leave, links.address(Action.CONFIRM, subscriber)));
        MimeMessage message = new MimeMessage((Session) null);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mailbox.email()));
        message.setSubject(Text.cut(body.subject(), SUBJECT).replaceAll("\\p{Cntrl}", " "), utf8());
        message.setSentDate(Date.from(notification.createdAt()));
        message.setHeader("Message-ID", "<" + notification.id() + "@rollcall>");
        String thread = "<" + Hash.of(notification.notice().topic()) + "@rollcall>";
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("List-Unsubscribe", "<" + leave + ">");
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        MimeMultipart alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(part(body.text(), "plain"));
        alternative.addBodyPart(part(body.html(), "html"));
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
