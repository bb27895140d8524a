package io.rollcall.web;

import io.rollcall.notify.SmsMessage;
import io.rollcall.notify.SmsReplies;
import io.rollcall.notify.SmsReports;
import io.rollcall.notify.TwilioSettings;
import io.rollcall.notify.TwilioSignature;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what Twilio tells of text messages, and what people answer to them. Thread-safe. */
public final class TwilioApi {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioApi.class);
    private static final String REPLY_PATH = "/api/twilio/reply";

    private final @Nullable TwilioSettings settings;
    private final URI publicUrl;
    private final SmsReports reports;
    private final SmsReplies replies;

    /** @param publicUrl where Twilio reaches us: behind a proxy the request itself does not say */
    public TwilioApi(@Nullable TwilioSettings settings, URI publicUrl, SmsReports reports, SmsReplies replies) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.reports = reports;
        this.replies = replies;
    }

    /** What became of a message. */
    public void status(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, List<String>> fields = fields(message);
        if (!isGenuine(message, SmsMessage.STATUS_PATH, fields)) {
            new Answer(403, "text/plain", null, Map.of()).write(message);
            return;
        }
        boolean known =
                reports.take(first(fields, "MessageSid"), first(fields, "MessageStatus"), first(fields, "ErrorCode"));
        new Answer(known ? 204 : 404, "text/plain", null, Map.of()).write(message);
    }

    /** What somebody has answered. */
    public void reply(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, List<String>> fields = fields(message);
        if (!isGenuine(message, REPLY_PATH, fields)) {
            new Answer(403, "text/plain", null, Map.of()).write(message);
            return;
        }
        // Where Twilio knows words of its owner's it says which of its own they stand for.
        String text = fields.containsKey("OptOutType") ? first(fields, "OptOutType") : first(fields, "Body");
        Optional<String> answer = replies.take(first(fields, "MessageSid"), first(fields, "From"), text);
        String said =
                answer.map(words -> "<Message>" + escape(words) + "</Message>").orElse("");
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + said + "</Response>";
        new Answer(200, "text/xml; charset=utf-8", xml, Map.of()).write(message);
    }

    private boolean isGenuine(Message message, String path, Map<String, List<String>> fields) {
        String signature = message.getHeader("X-Twilio-Signature", String.class);
        String query = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        if (query == null) {
            query = message.getHeader(Exchange.HTTP_QUERY, String.class);
        }
        String url = publicUrl.toString().replaceAll("/+$", "") + path;
        String asked = url + (query == null || query.isEmpty() ? "" : "?" + query);
        // Twilio signs some addresses without their port.
        boolean genuine = settings != null
                && signature != null
                && Stream.of(asked, asked.replaceFirst("^(https?://[^/:]+):\\d+", "$1"))
                        .anyMatch(address -> TwilioSignature.fits(settings.authToken(), address, fields, signature));
        if (!genuine) {
            LOG.warn("Request refused, its signature is not Twilio's for url={}", url);
        }
        return genuine;
    }

    private static Map<String, List<String>> fields(Message message) {
        Map<String, List<String>> fields = new TreeMap<>();
        if (message.getBody() instanceof Map<?, ?> form) {
            form.forEach((name, value) -> fields.put(
                    String.valueOf(name),
                    value instanceof Collection<?> several
                            ? several.stream().map(String::valueOf).toList()
                            : List.of(String.valueOf(value))));
        }
        return fields;
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
