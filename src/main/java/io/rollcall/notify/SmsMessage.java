package io.rollcall.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.words.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text message that Twilio is asked to send: one segment, so at most 160 characters of GSM 03.38. Immutable. */
public final class SmsMessage {
    /** Where Twilio tells what became of a message, below the public address. */
    public static final String STATUS_PATH = "/api/twilio/status";

    private static final int SEGMENT = 160;
    private static final int HEADLINE = 70;

    private final @Nullable TwilioSettings settings;
    private final URI publicUrl;
    private final ReplyCodes codes;
    private final Function<String, Words> languages;

    /** In English. */
    public SmsMessage(@Nullable TwilioSettings settings, URI publicUrl, ReplyCodes codes) {
        this(settings, publicUrl, codes, number -> Words.english());
    }

    /**
     * Without settings the channel is off and nothing is rendered.
     *
     * @param languages the words for a number
     */
    public SmsMessage(
            @Nullable TwilioSettings settings, URI publicUrl, ReplyCodes codes, Function<String, Words> languages) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.codes = codes;
        this.languages = languages;
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
        Words words = languages.apply(notification.recipient());
        if (!twilio().replies() || !notification.firing()) {
            return text(notification.notice(), SEGMENT, words);
        }
        String hint = " ACK " + codes.code(notification.recipient(), notification.topics());
        return text(notification.notice(), SEGMENT - hint.length(), words) + hint;
    }

    /** A text as it is sent: one segment. */
    static String segment(String text, Words words) {
        return start(Ascii.of(text, words.letters()), SEGMENT);
    }

    /** In English. */
    String text(Notice notice, int most) {
        return text(notice, most, Words.english());
    }

    /** What is wrong, since when, how often and why, and the link where it fits whole: a cut link leads nowhere. */
    String text(Notice notice, int most, Words words) {
        UnaryOperator<String> plain = text -> Ascii.of(text, words.letters());
        Story story = Story.of(notice, publicUrl, words);
        Alert alert = notice.lead();
        boolean one = notice.alerts().size() + notice.more() == 1;
        String when = one ? when(alert, words) : story.sentence();
        String text = start(plain.apply(story.headline()), HEADLINE) + ". " + plain.apply(when) + ".";
        if (!notice.remarks().isEmpty()) {
            text = start(text + " " + plain.apply(Story.remarksOf(notice, words)), most);
        }
        String link = story.link().toString();
        boolean linked = link.equals(Ascii.of(link)) && text.length() + 1 + link.length() <= most;
        String end = linked ? " " + link : "";
        int room = most - text.length() - end.length();
        String error = one && alert.firing() && alert.message() != null ? plain.apply(alert.message()) : "";
        if (!error.isEmpty() && room > 10) {
            text += " " + start(error, room - 1);
        }
        return text + end;
    }

    private String base() {
        return publicUrl.toString().replaceAll("/+$", "");
    }

    private static String when(Alert alert, Words words) {
        if (!alert.firing()) {
            return words.say("sms.lasted", Words.length(Duration.between(alert.startedAt(), alert.at())));
        }
        List<String> parts = new ArrayList<>(List.of(words.say("sms.since", words.clock(alert.startedAt()))));
        if (alert.consecutiveFailures() > 0) {
            parts.add(words.say("sms.failures", alert.consecutiveFailures()));
        }
        if (!alert.dependents().isEmpty()) {
            parts.add(words.say("sms.affected", alert.dependents().size()));
        }
        return String.join(", ", parts);
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
