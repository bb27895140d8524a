package io.rollcall.push;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * How a browser is reached, as its {@code PushSubscription} says.
 *
 * @param endpoint where its push service takes messages for it; secret
 * @param key the browser's public key ({@code p256dh}), a point of 65 bytes as base64url
 * @param secret what else its messages are sealed with ({@code auth}), 16 bytes as base64url
 */
public record Device(URI endpoint, String key, String secret) {
    /** The most that a message may say. */
    public static final int MOST_BYTES = Encryption.MOST_BYTES;

    private static final int SECRET = 16;

    /**
     * As a browser gives it.
     *
     * @param privateAddresses whether a push service may be in a private network, or on this machine without TLS
     * @throws IllegalArgumentException naming the field that is wrong, and not its value
     */
    public static Device of(String endpoint, String p256dh, String auth, boolean privateAddresses) {
        URI address = PushAddress.of(endpoint, privateAddresses);
        byte[] point = bytes("keys.p256dh", p256dh);
        try {
            P256.publicKey(point);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("keys.p256dh " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
        if (bytes("keys.auth", auth).length != SECRET) {
            throw new IllegalArgumentException("keys.auth must be 16 bytes");
        }
        return new Device(address, p256dh, auth);
    }

    /** By which commands, logs and tables call it: the beginning of the SHA-256 of its endpoint. */
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(endpoint.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
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

    @Override
    public String toString() {
        return "Device[id=" + id() + "]";
    }
}
