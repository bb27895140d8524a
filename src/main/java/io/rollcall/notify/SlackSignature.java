package io.rollcall.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Is a request Slack's own, and new (docs.slack.dev, "Verifying requests from Slack", version v0)? Thread-safe.
 */
public final class SlackSignature {
    private static final String HMAC = "HmacSHA256";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;
    private final Clock clock;
    private final Instant since;
    /** Until when each request that was believed could be sent again. */
    private final Map<String, Instant> seen = new HashMap<>();

    /** @param secret the app's signing secret */
    public SlackSignature(String secret, Clock clock) {
        this.key = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Why the request is not believed; null when it is, which it is only once.
     *
     * @param timestamp the header {@code X-Slack-Request-Timestamp}
     * @param signature the header {@code X-Slack-Signature}
     * @param body byte for byte as it came
     */
    public synchronized @Nullable String complaint(
            @Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (timestamp == null || !timestamp.matches("\\d{1,12}") || signature == null) {
            return "the request is not signed";
        }
        Instant now = clock.instant();
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(at, now).abs().compareTo(TOLERANCE) > 0) {
            return "the request is more than five minutes old, or of the future";
        }
        String expected = sign(timestamp, body);
        if (!MessageDigest.isEqual(bytes(expected), bytes(signature))) {
            return "the signature is wrong";
        }
        // What the last run has seen is not known any more.
        if (at.isBefore(since)) {
            return "the request is older than this process";
        }
        seen.values().removeIf(until -> until.isBefore(now));
        return seen.putIfAbsent(expected, at.plus(TOLERANCE)) == null ? null : "the request came before";
    }

    String sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update(bytes("v0:" + timestamp + ":"));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
