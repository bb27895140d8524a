package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;

/** Plays Twilio's Messages resource: login, numbers and length as the real one checks them. */
final class TwilioDesk implements Desk {
    static final String ACCOUNT = "AC00000000000000000000000000000000";
    static final String TOKEN = "inbox-auth-token";
    private static final String PATH = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
    private static final String NUMBER = "\\+[1-9]\\d{6,14}";

    @Override
    public Answer answer(Request request) {
        String login = Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        if (!request.headers().getOrDefault("authorization", "").equals("Basic " + login)) {
            return error(401, 20003, "Authenticate");
        }
        if (!request.path().equals(PATH)) {
            return error(404, 20404, "The requested resource was not found");
        }
        JsonNode form = request.body();
        String body = form.path("Body").asText();
        if (!form.path("To").asText().matches(NUMBER)) {
            return error(400, 21211, "The 'To' number is not a valid phone number.");
        }
        boolean service = form.path("MessagingServiceSid").asText().startsWith("MG");
        if (!service && !form.path("From").asText().matches(NUMBER)) {
            return error(400, 21212, "The 'From' number is not a valid phone number.");
        }
        if (body.isEmpty() || body.length() > 1600) {
            return error(
                    400, body.isEmpty() ? 21602 : 21617, "The message body is missing or exceeds 1600 characters.");
        }
        return Answer.json(201, message(form, body, service));
    }

    private static String message(JsonNode form, String body, boolean service) {
        boolean plain = body.chars().allMatch(character -> character >= 0x20 && character < 0x7f);
        int segments = plain ? segments(body.length(), 160, 153) : segments(body.length(), 70, 67);
        String now = ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        return """
                {"sid":"SM%s","account_sid":"%s","to":"%s","status":"%s","error_code":null,"error_message":null,\
                "num_segments":"%d","date_created":"%s"}"""
                .formatted(
                        UUID.randomUUID().toString().replace("-", ""),
                        ACCOUNT,
                        form.path("To").asText(),
                        service ? "accepted" : "queued",
                        segments,
                        now);
    }

    private static int segments(int length, int one, int part) {
        return length <= one ? 1 : (length + part - 1) / part;
    }

    static Answer error(int status, int code, String message) {
        return Answer.json(
                status,
                "{\"code\":%d,\"message\":\"%s\",\"more_info\":\"https://www.twilio.com/docs/errors/%d\",\"status\":%d}"
                        .formatted(code, message, code, status));
    }
}
