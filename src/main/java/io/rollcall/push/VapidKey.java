package io.rollcall.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** The key pair by which push services know this Rollcall (RFC 8292). Immutable. */
final class VapidKey {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair pair;

    private VapidKey(KeyPair pair) {
        this.pair = pair;
    }

    static VapidKey generate() {
        try {
            return new VapidKey(P256.generate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /**
     * The pair of a private key in base64url.
     *
     * @throws IllegalArgumentException naming where it stands, and not the key
     */
    static VapidKey of(String where, String privateKey) {
        try {
            return new VapidKey(P256.pair(Base64.getUrlDecoder().decode(privateKey)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    where + " must be a private key of the curve P-256, 32 bytes as base64url");
        }
    }

    /** What browsers subscribe with, as base64url. */
    String publicKey() {
        return BASE64.encodeToString(P256.bytes((ECPublicKey) pair.getPublic()));
    }

    /** The secret half as base64url. */
    String privateKey() {
        return BASE64.encodeToString(P256.bytes((ECPrivateKey) pair.getPrivate()));
    }

    /** The text and its ES256 signature, as a JWT has it. */
    String signed(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has ECDSA", e);
        }
    }
}
