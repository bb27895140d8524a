package io.rollcall.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** May this caller report alerts? It shows the token of setting {@code rollcall.incoming.token}. */
final class IncomingAccess {
    private final byte[] token;

    /** @param token empty: nobody may */
    IncomingAccess(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** False when there is no token that one could show. */
    boolean isOpen() {
        return token.length > 0;
    }

    /** Whether a header {@code Authorization} shows it: as a bearer token, or as the password of basic authentication. */
    boolean admits(@Nullable String authorization) {
        String given = authorization == null ? "" : authorization.strip();
        String scheme = given.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("bearer ")) {
            return isToken(given.substring("bearer ".length()).strip());
        }
        return scheme.startsWith("basic ")
                && isToken(password(given.substring("basic ".length()).strip()));
    }

    /** In a time that tells nothing about how much of it is right. */
    boolean isToken(String given) {
        return isOpen() && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }

    private static String password(String encoded) {
        try {
            String login = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return login.substring(login.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
