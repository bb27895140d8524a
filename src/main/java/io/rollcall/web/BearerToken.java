package io.rollcall.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a part of the API.
 *
 * @param setting the name of the setting that holds the token
 * @param value the token; empty means that nobody may
 */
public record BearerToken(String setting, String value) {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    /** False when there is no token that one could show. */
    boolean isOpen() {
        return !value.isEmpty();
    }

    /** Refuses whoever does not show it as a bearer token. */
    void demand(Request request) {
        if (!isOpen()) {
            throw Refused.of(403, "off; set " + setting);
        }
        if (!isBearer(request.sent("Authorization"))) {
            throw Refused.of(401, "needs the token of " + setting).with("WWW-Authenticate", "Bearer");
        }
    }

    /** Whether a header {@code Authorization} shows it: as a bearer token, or as the password of basic authentication. */
    boolean admits(@Nullable String authorization) {
        String given = authorization == null ? "" : authorization.strip();
        return isBearer(given)
                || given.toLowerCase(Locale.ROOT).startsWith(BASIC)
                        && isToken(password(given.substring(BASIC.length()).strip()));
    }

    private boolean isBearer(@Nullable String authorization) {
        String given = authorization == null ? "" : authorization.strip();
        return given.toLowerCase(Locale.ROOT).startsWith(BEARER)
                && isToken(given.substring(BEARER.length()).strip());
    }

    /** In a time that tells nothing about how much of it is right. */
    boolean isToken(String given) {
        return isOpen() && MessageDigest.isEqual(bytes(given), bytes(value));
    }

    private static String password(String encoded) {
        try {
            String login = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return login.substring(login.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "BearerToken[setting=" + setting + "]";
    }
}
