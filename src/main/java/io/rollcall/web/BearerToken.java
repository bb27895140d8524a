package io.rollcall.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a part of the API.
 *
 * @param setting the name of the setting that holds the token
 * @param value the token; empty means that nobody may
 */
public record BearerToken(String setting, String value) {
    private static final String SCHEME = "bearer ";

    /** Why the request is refused; null when it may pass. */
    @Nullable
    Refusal refuse(Message request) {
        if (value.isEmpty()) {
            return new Refusal(403, "off; set " + setting);
        }
        String given = request.getHeader("Authorization", "", String.class);
        boolean bearer = given.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        // Takes as long for a token that is wrong at its first letter as for one that is wrong at its last.
        boolean right = MessageDigest.isEqual(
                bytes(bearer ? given.substring(SCHEME.length()).strip() : ""), bytes(value));
        return right ? null : new Refusal(401, "needs the token of " + setting);
    }

    /** An HTTP status and why. */
    record Refusal(int status, String reason) {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "BearerToken[setting=" + setting + "]";
    }
}
