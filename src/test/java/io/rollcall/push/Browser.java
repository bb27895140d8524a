package io.rollcall.push;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser with a subscription: opens what was sealed for it, as RFC 8291 says. */
public final class Browser {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final byte[] secret = new byte[16];

    public Browser() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        new SecureRandom().nextBytes(secret);
    }

    public String key() {
        return BASE64.encodeToString(P256.bytes((ECPublicKey) keys.getPublic()));
    }

    public String secret() {
        return BASE64.encodeToString(secret);
    }

    /** What {@code PushSubscription.toJSON()} gives. */
    public String json(URI endpoint) {
        return """
                {"endpoint": "%s", "expirationTime": null, "keys": {"p256dh": "%s", "auth": "%s"}}"""
                .formatted(endpoint, key(), secret());
    }

    public byte[] open(byte[] body) throws GeneralSecurityException {
        ByteBuffer sealed = ByteBuffer.wrap(body);
        byte[] salt = take(sealed, 16);
        if (sealed.getInt() != 4096 || body.length > 4096) {
            throw new IllegalStateException("no single record");
        }
        byte[] theirs = take(sealed, sealed.get());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(P256.publicKey(theirs), true);
        byte[] ours = P256.bytes((ECPublicKey) keys.getPublic());
        byte[] keying = hmac(hmac(secret, agreement.generateSecret()), info("WebPush: info\0", ours, theirs));
        byte[] base = hmac(salt, keying);
        byte[] key = Arrays.copyOf(hmac(base, info("Content-Encoding: aes128gcm\0")), 16);
        byte[] nonce = Arrays.copyOf(hmac(base, info("Content-Encoding: nonce\0")), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(take(sealed, sealed.remaining()));
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new IllegalStateException("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] info(String text, byte[]... more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : more) {
            all.writeBytes(part);
        }
        all.write(1);
        return all.toByteArray();
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
