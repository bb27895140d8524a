package io.rollcall.push;

import io.rollcall.alert.Severity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A browser that wants to be told.
 *
 * @param id by which commands, logs and tables call it: its endpoint is a secret
 * @param endpoint where its push service takes messages for it
 * @param key the browser's public key ({@code p256dh}), a point of 65 bytes as base64url
 * @param secret what else its messages are sealed with ({@code auth}), 16 bytes as base64url
 * @param severity it is told of what is at least so bad
 * @param at when it was last subscribed
 * @param owner who subscribed it; null where nobody was known
 */
public record Subscription(
        String id, URI endpoint, String key, String secret, Severity severity, Instant at, @Nullable String owner) {
    /** The most that a message may say. */
    public static final int MOST_BYTES = Encryption.MOST_BYTES;

    private static final int SECRET = 16;

    /**
     * As a browser gives it. One that subscribes again keeps its id.
     *
     * @throws IllegalArgumentException naming the field that is wrong, and not its value
     */
    static Subscription of(Draft draft, @Nullable String owner, boolean privateAddresses, Instant at) {
        URI endpoint = PushAddress.of(draft.endpoint(), privateAddresses);
        byte[] point = bytes("keys.p256dh", draft.p256dh());
        try {
            P256.publicKey(point);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("keys.p256dh " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
        if (bytes("keys.auth", draft.auth()).length != SECRET) {
            throw new IllegalArgumentException("keys.auth must be 16 bytes");
        }
        return new Subscription(
                id(draft.endpoint()), endpoint, draft.p256dh(), draft.auth(), draft.severity(), at, owner);
    }

    /**
     * What a browser says of itself.
     *
     * @param severity the least that it wants to be told of
     */
    public record Draft(String endpoint, String p256dh, String auth, Severity severity) {
        @Override
        public String toString() {
            return "Draft[severity=" + severity + "]";
        }
    }

    /** A message sealed so that only this browser can read it. */
    public byte[] seal(byte[] text) {
        return Encryption.seal(text, bytes("key", key), bytes("secret", secret));
    }

    private static byte[] bytes(String field, String base64) {
        try {
            // Some write the alphabet of plain base64, and padding.
            return Base64.getUrlDecoder()
                    .decode(base64.replace('+', '-').replace('/', '_').replaceAll("=+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " must be base64url");
        }
    }

    private static String id(String endpoint) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Subscription[id=" + id + ", severity=" + severity + "]";
    }
}
