package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail server as one kind of check sees it.
 *
 * @param protocol smtp or imap
 * @param security {@code none}; {@code optional} or {@code required} STARTTLS; or {@code tls} from the first byte
 * @param user login, or null for none
 */
record MailServer(
        String protocol, String host, int port, String security, @Nullable String user, @Nullable String password) {

    /** What a library is to know to talk to it within the time of a try. */
    Session session(Guard guard, WatchedTls tls, String ownName) {
        Properties conversation = new Properties();
        String prefix = "mail." + protocol + ".";
        conversation.put(prefix + "localhost", ownName);
        conversation.put(prefix + "auth", String.valueOf(user != null));
        conversation.put(prefix + "ssl.enable", String.valueOf(security.equals("tls")));
        conversation.put(prefix + "starttls.enable", String.valueOf(security.matches("optional|required")));
        conversation.put(prefix + "starttls.required", String.valueOf(security.equals("required")));
        conversation.put(prefix + "ssl.socketFactory", tls);
        conversation.put(prefix + "ssl.checkserveridentity", "true");
        conversation.put(prefix + "socketFactory", guard);
        conversation.put(prefix + "socketFactory.fallback", "false");
        conversation.put(prefix + "quitwait", "false");
        // Without a write timeout: that costs a thread each, and the watchdog stands in for it.
        conversation.put(
                prefix + "connectiontimeout", String.valueOf(guard.left().toMillis()));
        conversation.put(prefix + "timeout", String.valueOf(guard.left().toMillis()));
        return Session.getInstance(conversation);
    }

    /** What the server refused, as an outcome. Throws the failure when it is one of the connection. */
    static CheckResult refused(Check check, Guard guard, MessagingException failed) throws MessagingException {
        if (failed instanceof AuthenticationFailedException) {
            return check.failed("Login refused: " + FailureText.of(check, failed), Map.of());
        }
        if (guard.expired() || failed.getNextException() instanceof IOException) {
            throw failed;
        }
        return check.failed(FailureText.of(check, failed), Map.of());
    }
}
