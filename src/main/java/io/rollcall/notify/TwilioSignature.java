package io.rollcall.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a request comes from Twilio: header X-Twilio-Signature (Twilio, "Security", validating requests). */
public final class TwilioSignature {
    private TwilioSignature() {}

    /**
     * Takes as long for a wrong signature as for the right one.
     *
     * @param token the account's token; secret
     * @param url the address as Twilio knows it, with its query
     * @param fields the form's fields
     */
    public static boolean fits(String token, String url, Map<String, List<String>> fields, String signature) {
        byte[] right = of(token, url, fields).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.US_ASCII));
    }

    /** The signature of such a request. */
    public static String of(String token, String url, Map<String, List<String>> fields) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, values) -> new TreeSet<>(values)
                .forEach(value -> text.append(name).append(value)));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA1", e);
        }
    }
}
