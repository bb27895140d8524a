package io.rollcall.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Random keys that cannot be guessed, and the hashes under which they are kept. Thread-safe. */
public final class Keys {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    /** 256 random bits as a text for addresses and headers. */
    public static String random() {
        return random(BYTES);
    }

    static String random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return text(made);
    }

    /** SHA-256, which is enough for what is random: nobody can try all there are. */
    public static String hash(String key) {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What a page must say at each change: known to whoever may read its answers, and told by no cookie. */
    public static String csrf(String session) {
        return hash("csrf " + session);
    }

    /** HMAC-SHA256 as a text for addresses: nobody without the key can make it. */
    public static String signature(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return text(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
