package io.rollcall.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How email is sent.
 *
 * @param host {@code rollcall.mail.host}
 * @param port {@code rollcall.mail.port}; 465 speaks TLS from the start, any other uses STARTTLS where it is offered
 * @param username {@code rollcall.mail.username}, or null to send without; with one TLS is required
 * @param password {@code rollcall.mail.password}, or null; secret
 * @param from {@code rollcall.mail.from}: the sender
 * @param to {@code rollcall.mail.to}: who is told where an integration names nobody
 * @param tlsRequired false only where the password may travel in clear, as on the same machine
 * @param limit {@code rollcall.mail.limits}: how many messages each recipient gets
 */
public record MailSettings(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        String from,
        List<String> to,
        boolean tlsRequired,
        RecipientLimit limit) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public MailSettings {
        to = List.copyOf(to);
        Setting.present("rollcall.mail.host", host);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("rollcall.mail.port must be a port: " + port);
        }
        if (username != null && password == null) {
            throw new IllegalArgumentException("rollcall.mail.password is missing for rollcall.mail.username");
        }
        address("rollcall.mail.from", from);
        Setting.someOf("rollcall.mail.to", to);
        to.forEach(recipient -> address("rollcall.mail.to", recipient));
    }

    /** What the mail component connects with: the password stays here and out of endpoint addresses. */
    public Session session() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.auth", String.valueOf(username != null));
        properties.put("mail.smtp.ssl.enable", String.valueOf(port == 465));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", String.valueOf(tlsRequired && port != 465));
        properties.put("mail.smtp.connectiontimeout", String.valueOf(TIMEOUT.toMillis() / 2));
        properties.put("mail.smtp.timeout", String.valueOf(TIMEOUT.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(TIMEOUT.toMillis()));
        if (username == null) {
            return Session.getInstance(properties);
        }
        properties.put("mail.smtp.user", username);
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(username, password);
            }
        });
    }

    /** Stands in where email is off, so that the route can start. Sending over it fails. */
    public static Session none() {
        return Session.getInstance(new Properties());
    }

    @Override
    public String toString() {
        return "MailSettings[host=" + host + ", port=" + port + ", from=" + from + ", to=" + to + "]";
    }

    private static void address(String property, String address) {
        try {
            new InternetAddress(address, true).validate();
        } catch (AddressException e) {
            throw new IllegalArgumentException(property + " must be an email address: " + address, e);
        }
    }
}
