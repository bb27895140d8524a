package io.rollcall.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text message that Twilio is asked to send: one segment, so ASCII and at most 160 characters. Immutable. */
public final class SmsMessage {
    /** Where Twilio tells what became of a message, below the public address. */
    public static final String STATUS_PATH = "/api/twilio/status";

    private static final int SEGMENT = 160;
    private static final int HEADLINE = 70;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final @Nullable TwilioSettings settings;
    private final URI publicUrl;
    private final ReplyCodes codes;

    /** Without settings the channel is off and nothing is rendered. */
    public SmsMessage(@Nullable TwilioSettings settings, URI publicUrl, ReplyCodes codes) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.codes = codes;
    }

    /** Where it is posted; names the account. */
    public String url() {
        TwilioSettings twilio = twilio();
        String base = twilio.url().toString().replaceAll("/+$", "");
        return base + "/2010-04-01/Accounts/" + twilio.accountSid() + "/Messages.json";
    }

    /** The Authorization header; secret. */
    public String authorization() {
        String login = twilio().accountSid() + ":" + twilio().authToken();
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** The form. A message that waits at the operator longer than we would try is not delivered any more. */
    public String render(Notification notification) {
        String from = twilio().from();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", notification.recipient());
        form.put(from.startsWith("MG") ? "MessagingServiceSid" : "From", from);
        form.put("Body", text(notification));
        form.put("ValidityPeriod", String.valueOf(ChannelPolicy.SMS.deadline().toSeconds()));
        if (twilio().callback()) {
            form.put("StatusCallback", base() + STATUS_PATH);
        }
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Twilio's name of the message. */
    public String receipt(String answer) {
        JsonNode message = Answers.json(answer);
        String status = message.path("status").asText();
        if (status.equals("failed")
                || status.equals("undelivered")
                || message.path("sid").asText().isEmpty()) {
            throw new RefusedException("Twilio" + Answers.explain(answer));
        }
        return message.path("sid").asText();
    }

    /** What it tells, and how it is answered. */
    private String text(Notification notification) {
        if (!twilio().replies() || !notification.firing()) {
            return text(notification.notice(), SEGMENT);
        }
        String hint = " ACK " + codes.code(notification.recipient(), notification.topics());
        return text(notification.notice(), SEGMENT - hint.length()) + hint;
    }

    /** A text as it is sent: one segment. */
    static String segment(String text) {
        return start(Ascii.of(text), SEGMENT);
    }

    /** What is wrong, since when, how often and why, and the link where it fits whole: a cut link leads nowhere. */
    String text(Notice notice, int most) {
        Story story = Story.of(notice, publicUrl);
        Alert alert = notice.lead();
        boolean one = notice.alerts().size() + notice.more() == 1;
        String when = one ? when(alert) : Ascii.of(story.sentence()) + ".";
        String text = start(Ascii.of(story.headline()), HEADLINE) + ". " + when;
        if (!notice.remarks().isEmpty()) {
            text = start(text + " " + Ascii.of(String.join(". ", notice.remarks())) + ".", most);
        }
        String link = story.link().toString();
        boolean linked = link.equals(Ascii.of(link)) && text.length() + 1 + link.length() <= most;
        String end = linked ? " " + link : "";
        int room = most - text.length() - end.length();
        String error = one && alert.firing() && alert.message() != null ? Ascii.of(alert.message()) : "";
        if (!error.isEmpty() && room > 10) {
            text += " " + start(error, room - 1);
        }
        return text + end;
    }

    private String base() {
        return publicUrl.toString().replaceAll("/+$", "");
    }

    private static String when(Alert alert) {
        if (!alert.firing()) {
            return "Lasted " + Story.words(Duration.between(alert.startedAt(), alert.at())) + ".";
        }
        int failures = alert.consecutiveFailures();
        String count = failures == 0 ? "" : ", " + failures + (failures == 1 ? " failure" : " failures");
        int needing = alert.dependents().size();
        String affected = needing == 0 ? "" : ", " + needing + (needing == 1 ? " depends on it" : " depend on it");
        return "Since " + CLOCK.format(alert.startedAt()) + count + affected + ".";
    }

    private static String start(String ascii, int length) {
        return ascii.length() <= length ? ascii : ascii.substring(0, length - 3) + "...";
    }

    private TwilioSettings twilio() {
        if (settings == null) {
            throw new IllegalStateException("Channel sms is off");
        }
        return settings;
    }
}
