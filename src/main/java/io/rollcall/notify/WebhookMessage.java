package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook of others is sent: the body of Alertmanager's webhooks (version 4), signed as Standard Webhooks says
 * (standardwebhooks.com, {@code v1}). Immutable.
 */
public final class WebhookMessage {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HMAC = "HmacSHA256";
    /** What Alertmanager writes for an alert that has not ended. */
    private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

    private static final int FINGERPRINT = 16;

    private final @Nullable WebhookSettings settings;
    private final URI publicUrl;
    private final Clock clock;

    private record Body(
            String version,
            String groupKey,
            int truncatedAlerts,
            String status,
            String receiver,
            Map<String, String> groupLabels,
            Map<String, String> commonLabels,
            Map<String, String> commonAnnotations,
            String externalURL,
            List<Entry> alerts) {}

    private record Entry(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            String generatorURL,
            String fingerprint) {}

    /** Without settings the channel is off and nothing is rendered. */
    public WebhookMessage(@Nullable WebhookSettings settings, URI publicUrl, Clock clock) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Where it is posted; secret. */
    public String url(Notification notification) {
        URI url = webhook().urls().get(notification.recipient());
        if (url == null) {
            throw new RefusedException("no webhook is called " + notification.recipient() + " any more");
        }
        return url.toString();
    }

    /** The header {@code webhook-timestamp}: when this attempt is made, in seconds since 1970. */
    public String timestamp() {
        return String.valueOf(clock.instant().getEpochSecond());
    }

    /** The header {@code webhook-signature}, or null without a secret, so that none is sent. */
    public @Nullable String signature(Notification notification, String timestamp, String body) {
        byte[] key = webhook().key();
        return key.length == 0 ? null : sign(key, notification.id().toString(), timestamp, body);
    }

    static String sign(byte[] key, String id, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    /** The JSON body. */
    public String render(Notification notification) {
        Notice notice = notification.notice();
        List<Entry> alerts =
                notice.alerts().stream().map(alert -> entry(alert, notice)).toList();
        Body body = new Body(
                "4",
                notice.topic(),
                notice.more(),
                status(notice.firing()),
                notice.receiver(),
                new TreeMap<>(notice.labels()),
                common(alerts, Entry::labels),
                common(alerts, Entry::annotations),
                publicUrl.toString(),
                alerts);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of text can always be written", e);
        }
    }

    private Entry entry(Alert alert, Notice notice) {
        Story story = Story.of(notice.only(alert), publicUrl);
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.putIfAbsent("alertname", alert.rule());
        Map<String, String> annotations = new TreeMap<>(alert.annotations());
        annotations.putIfAbsent("summary", story.headline());
        if (alert.message() != null && !alert.message().isBlank()) {
            annotations.putIfAbsent("description", alert.message());
        }
        if (story.runbook() != null) {
            annotations.putIfAbsent(story.runbookIsLink() ? "runbook_url" : "runbook", story.runbook());
        }
        return new Entry(
                status(alert.firing()),
                labels,
                annotations,
                alert.startedAt().toString(),
                alert.firing() ? NOT_ENDED : alert.at().toString(),
                story.link().toString(),
                Hash.of(alert.fingerprint()).substring(0, FINGERPRINT));
    }

    private static String status(boolean firing) {
        return firing ? "firing" : "resolved";
    }

    /** What all alerts share. */
    private static Map<String, String> common(List<Entry> alerts, Function<Entry, Map<String, String>> of) {
        Map<String, String> common = new TreeMap<>(of.apply(alerts.get(0)));
        alerts.forEach(alert -> common.entrySet().retainAll(of.apply(alert).entrySet()));
        return common;
    }

    private WebhookSettings webhook() {
        if (settings == null) {
            throw new IllegalStateException("Channel webhook is off");
        }
        return settings;
    }
}
