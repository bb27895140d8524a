package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Status;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is told, as JSON (requirement 000-39). Browsers know no {@code sound} and show two actions: their service
 * worker picks what they can show.
 */
final class PushPayload {
    private static final JsonMapper JSON = new JsonMapper();
    /** The first comparison with a number in a condition, such as {@code latency > 500ms}. */
    private static final Pattern COMPARISON =
            Pattern.compile("([a-z][a-z0-9_.]*)\\s*(?:>=|<=|>|<|==)\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s)?(?![\\w.])");

    private static final String LATENCY = "latency";
    private static final List<Integer> LENGTHS = List.of(1000, 300, 100, 30);
    private static final List<String> ACTIONS = List.of("view_details", "acknowledge", "escalate");

    private PushPayload() {}

    /** What a rule compares, and with what. */
    private record Measured(String metric, @Nullable Number value, Number threshold) {
        static @Nullable Measured of(Alert alert) {
            Matcher found = COMPARISON.matcher(alert.condition());
            if (!found.find()) {
                return null;
            }
            String metric = found.group(1);
            double number = Double.parseDouble(found.group(2));
            if (metric.equals(LATENCY)) {
                long millis = Math.round("ms".equals(found.group(3)) ? number : number * 1000);
                return new Measured(
                        metric, alert.latency() == null ? null : alert.latency().toMillis(), millis);
            }
            boolean failures = metric.equals("consecutive_failures");
            return new Measured(metric, failures ? alert.consecutiveFailures() : null, whole(number));
        }

        private static Number whole(double number) {
            return number == Math.rint(number) ? (Number) (long) number : (Number) number;
        }
    }

    /** In at most so many bytes: texts are cut until it fits. */
    static byte[] render(Notification notification, URI publicUrl, Words words, String tag, int mostBytes) {
        byte[] json = new byte[0];
        for (int length : LENGTHS) {
            json = json(payload(notification, publicUrl, words, tag, length));
            if (json.length <= mostBytes) {
                break;
            }
        }
        return json;
    }

    private static Map<String, Object> payload(
            Notification notification, URI publicUrl, Words words, String tag, int length) {
        Story story = Story.of(notification.notice(), publicUrl, words);
        Alert lead = notification.lead();
        long firing =
                notification.notice().alerts().stream().filter(Alert::firing).count();
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("title", Text.cut(story.headline(), length));
        alert.put("body", Text.cut(body(notification, story), length));
        alert.put("sound", lead.firing() && lead.severity() == Severity.CRITICAL ? "critical.wav" : "default");
        alert.put("badge", firing == 0 ? 0 : firing + notification.notice().more());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type(lead));
        data.put("service", Text.cut(lead.integration(), length));
        Measured measured = Measured.of(lead);
        if (measured != null) {
            data.put("metric", Text.cut(measured.metric(), length));
            if (measured.value() != null) {
                data.put("value", measured.value());
            }
            data.put("threshold", measured.threshold());
        }
        data.put("actions", ACTIONS);
        data.put("severity", lead.severity().word());
        data.put("rule", Text.cut(lead.rule(), length));
        data.put("at", lead.at().toString());
        data.put("tag", tag);
        String topic = notification.notice().topic();
        if (topic.length() <= length) {
            data.put("topic", topic); // a part of it would name nothing
        }
        String link = story.link().toString();
        data.put(
                "link",
                link.length() <= length ? link : publicUrl.resolve("/health").toString());
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("alert", alert);
        payload.put("data", data);
        return payload;
    }

    private static String body(Notification notification, Story story) {
        Alert lead = notification.lead();
        Measured measured = Measured.of(lead);
        boolean single =
                notification.notice().alerts().size() + notification.notice().more() == 1;
        if (single
                && lead.firing()
                && measured != null
                && measured.metric().equals(LATENCY)
                && measured.value() != null) {
            return story.words()
                    .say("push.latency", String.valueOf(measured.value()), String.valueOf(measured.threshold()));
        }
        String message = lead.message();
        return single && lead.firing() && message != null && !message.isBlank() ? message : story.sentence();
    }

    private static String type(Alert lead) {
        if (!lead.firing()) {
            return "service_recovered";
        }
        return lead.status() == Status.DOWN ? "service_down" : "service_degraded";
    }

    private static byte[] json(Object payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of texts and numbers can always be written", e);
        }
    }
}
