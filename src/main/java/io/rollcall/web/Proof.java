package io.rollcall.web;

import io.rollcall.access.Caller;
import io.rollcall.access.Credentials;
import io.rollcall.access.Keys;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who sends it. Both are secrets.
 *
 * @param bearer null where there is none; else the session does not count
 * @param session what the cookie holds; null where there is none
 */
record Proof(@Nullable String bearer, @Nullable String session) {
    private static final String BEARER = "bearer ";

    static Proof of(MultiMap headers, SessionCookie cookie) {
        String given = headers.get("Authorization");
        String bearer = given != null && given.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? given.substring(BEARER.length()).strip()
                : null;
        return new Proof(bearer, cookie.read(cookies(headers)));
    }

    /** HTTP/2 lets a browser send each cookie in a header of its own. */
    static String cookies(MultiMap headers) {
        return String.join(";", headers.getAll("Cookie"));
    }

    boolean isAny() {
        return bearer != null || session != null;
    }

    /** Whose it is by now; empty when it is nobody's, or over. */
    Optional<Caller> caller(Credentials credentials) {
        if (bearer != null) {
            return credentials.byToken(bearer);
        }
        return session == null ? Optional.empty() : credentials.bySession(session);
    }

    /** What a page of this session says at each change. */
    String csrf() {
        return Keys.csrf(Objects.requireNonNull(session, "only sessions need one"));
    }

    /** Whether the request comes from a page of this session, by its header. */
    boolean isSaid(@Nullable String csrf) {
        return session != null && csrf != null && MessageDigest.isEqual(bytes(csrf()), bytes(csrf));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Proof[bearer=" + (bearer != null) + ", session=" + (session != null) + "]";
    }
}
