package io.rollcall.push;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** How a message is sealed for one browser: RFC 8291, content encoding aes128gcm (RFC 8188) in a single record. Stateless. */
final class Encryption {
    /** The most that a message may say, so that it is 4096 bytes when sealed, which every push service takes. */
    static final int MOST_BYTES = 3993;

    private static final int RECORD_SIZE = 4096;
    private static final int SALT = 16;
    private static final byte LAST_RECORD = 2;

    private Encryption() {}

    static byte[] seal(byte[] text, byte[] theirKey, byte[] theirSecret) {
        try {
            byte[] salt = new byte[SALT];
            new SecureRandom().nextBytes(salt);
            return seal(text, theirKey, theirSecret, P256.generate(), salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256, HMAC-SHA256 and AES-GCM", e);
        }
    }

    /** With a key pair and salt that are used once. */
    static byte[] seal(byte[] text, byte[] theirKey, byte[] theirSecret, KeyPair ours, byte[] salt)
            throws GeneralSecurityException {
        byte[] ourKey = P256.bytes((ECPublicKey) ours.getPublic());
        byte[] shared = P256.agree((ECPrivateKey) ours.getPrivate(), P256.publicKey(theirKey));
        byte[] keying = derive(theirSecret, shared, bytes("WebPush: info\0", theirKey, ourKey), 32);
        byte[] key = derive(salt, keying, bytes("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = derive(salt, keying, bytes("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = Arrays.copyOf(text, text.length + 1);
        padded[text.length] = LAST_RECORD;
        byte[] sealed = cipher.doFinal(padded);
        return ByteBuffer.allocate(SALT + 4 + 1 + ourKey.length + sealed.length)
                .put(salt)
                .putInt(RECORD_SIZE)
                .put((byte) ourKey.length)
                .put(ourKey)
                .put(sealed)
                .array();
    }

    /** HKDF-SHA256 (RFC 5869) of at most 32 bytes. */
    private static byte[] derive(byte[] salt, byte[] keying, byte[] info, int length) throws GeneralSecurityException {
        byte[] key = hmac(salt, keying);
        byte[] counted = Arrays.copyOf(info, info.length + 1);
        counted[info.length] = 1;
        return Arrays.copyOf(hmac(key, counted), length);
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] bytes(String text, byte[]... more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : more) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
