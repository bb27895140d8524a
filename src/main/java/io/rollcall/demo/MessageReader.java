package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Turns what the vendors got into what their users see. */
final class MessageReader {
    private static final int KEY = 12;

    private MessageReader() {}

    static Message read(Received received) {
        return switch (received.vendor()) {
            case SLACK -> slack(received.body());
            case TWILIO -> sms(received.body());
            case PAGERDUTY -> pagerDuty(received.body());
        };
    }

    /** The plain-text half. */
    static Message email(MimeMessage message) {
        try {
            List<String> lines = new ArrayList<>();
            lines.add("From: " + message.getHeader("From", ", ") + "   To: " + message.getHeader("To", ", "));
            String text = ((Multipart) message.getContent())
                    .getBodyPart(0)
                    .getContent()
                    .toString();
            text.strip().lines().forEach(lines::add);
            return new Message(Channel.EMAIL, message.getSubject(), lines);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("an email that cannot be read", e);
        }
    }

    private static Message slack(JsonNode body) {
        List<String> lines = new ArrayList<>();
        for (JsonNode block : body.path("attachments").path(0).path("blocks")) {
            if (block.has("text")) {
                lines.add(shown(block.path("text")));
            }
            block.path("fields").forEach(field -> lines.add(shown(field)));
            block.path("elements").forEach(element -> lines.add(shown(element)));
        }
        return new Message(Channel.SLACK, shown(body.path("blocks").path(0).path("text")), lines);
    }

    /** Slack's markup as Slack shows it, as far as a terminal can: a field's label and value on one line. */
    private static String shown(JsonNode text) {
        return text.path("text")
                .asText()
                .replaceAll("^\\*(.+)\\*\n", "$1: ")
                .replaceAll("<([^|>]+)\\|([^>]+)>", "$2: $1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static Message sms(JsonNode form) {
        String numbers = "From: " + form.path("From").asText() + "   To: "
                + form.path("To").asText();
        return new Message(Channel.SMS, form.path("Body").asText(), List.of(numbers));
    }

    private static Message pagerDuty(JsonNode event) {
        String key = event.path("dedup_key").asText();
        String shortKey = key.substring(0, Math.min(KEY, key.length()));
        JsonNode payload = event.path("payload");
        String action = event.path("event_action").asText();
        if (payload.isMissingNode()) {
            return new Message(Channel.PAGERDUTY, action + " " + shortKey, List.of());
        }
        String alert = "Severity: " + payload.path("severity").asText() + "   Source: "
                + payload.path("source").asText() + "   Key: " + shortKey;
        return new Message(
                Channel.PAGERDUTY, action + " " + payload.path("summary").asText(), List.of(alert));
    }
}
