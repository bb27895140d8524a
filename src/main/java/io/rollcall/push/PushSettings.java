package io.rollcall.push;

import java.nio.file.Path;

/**
 * How browsers are told.
 *
 * @param privateKey the VAPID key, 32 bytes as base64url ({@code rollcall.push.vapid-private-key}); empty: one is made once
 *     and kept in the file
 * @param keyFile where that one is kept
 * @param subject whom a push service may ask about us ({@code rollcall.push.vapid-subject}): {@code mailto:} or https
 * @param privateAddresses whether a push service may be in a private network, or on this machine without TLS
 */
public record PushSettings(String privateKey, Path keyFile, String subject, boolean privateAddresses) {
    public PushSettings {
        if (!subject.matches("(?i)mailto:[^@\\s]+@[^@\\s]+|https://[^\\s/]+\\S*")) {
            throw new IllegalArgumentException(
                    "rollcall.push.vapid-subject must be like mailto:ops@example.com or https://rollcall.example.com");
        }
        if (!privateKey.isEmpty()) {
            VapidKey.of("rollcall.push.vapid-private-key", privateKey);
        }
    }

    @Override
    public String toString() {
        return "PushSettings[privateKey=***, subject=" + subject + "]";
    }
}
