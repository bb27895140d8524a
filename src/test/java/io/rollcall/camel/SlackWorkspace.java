package io.rollcall.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rollcall.camel.VendorDesk.Request;
import io.rollcall.demo.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A workspace of Slack on a loopback port, with one channel: looks at calls as the Web API does (docs.slack.dev), keeps its
 * messages, and lets people press buttons. Thread-safe.
 */
public final class SlackWorkspace implements AutoCloseable {
    public static final String TOKEN = "xoxb-not-a-real-bot-token";
    public static final String SECRET = "not-a-real-signing-key";
    public static final String CHANNEL = "#alerts";
    static final String ID = "C0ALERTS1";

    private final JsonMapper json = new JsonMapper();
    private final VendorDesk desk = new VendorDesk(this::answer);
    private final Map<String, JsonNode> messages = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> confirmations = new ArrayList<>();
    private int clock = 100;

    public SlackWorkspace() throws IOException {}

    public URI apiUrl() {
        return desk.url("/api");
    }

    /** The next calls are answered so, one each. */
    public void answerNext(Answer... answers) {
        desk.answerNext(answers);
    }

    static Answer refusal(String error) {
        return Answer.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    /** Methods that were called with success, oldest first. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    int requests() {
        return desk.requests().size();
    }

    /** What stands in the channel now, as it was last posted or changed; replies do not. */
    public synchronized List<JsonNode> channel() {
        return messages.values().stream()
                .filter(message -> !message.has("thread_ts"))
                .toList();
    }

    /** What is said in threads, oldest first. */
    public synchronized List<JsonNode> replies() {
        return messages.values().stream()
                .filter(message -> message.has("thread_ts"))
                .toList();
    }

    /** The labels of the buttons below a message. */
    public static List<String> buttons(JsonNode message) {
        List<String> labels = new ArrayList<>();
        actions(message).forEach(action -> labels.add(action.at("/text/text").asText()));
        return labels;
    }

    private static JsonNode actions(JsonNode message) {
        for (JsonNode block : message.at("/attachments/0/blocks")) {
            if (block.path("type").asText().equals("actions")) {
                return block.path("elements");
            }
        }
        return MissingNode.getInstance();
    }

    /** What people were told after they had pressed something. */
    public synchronized List<String> confirmations() {
        return List.copyOf(confirmations);
    }

    public synchronized void deleteAll() {
        messages.clear();
    }

    /** A form as Slack sends it when somebody presses that button of the first message. */
    public String press(String label, String user) throws IOException {
        for (JsonNode action : actions(channel().get(0))) {
            if (action.at("/text/text").asText().equals(label)) {
                Map<String, Object> payload = Map.of(
                        "type",
                        "block_actions",
                        "user",
                        Map.of("id", "U0" + user, "username", user, "name", user, "team_id", "T0"),
                        "container",
                        Map.of("type", "message_attachment", "channel_id", ID),
                        "response_url",
                        desk.url("/actions/T0/1/not-a-real-one").toString(),
                        "actions",
                        List.of(action));
                return form(json.writeValueAsString(payload));
            }
        }
        throw new IllegalArgumentException("no button " + label);
    }

    public static String form(String payload) {
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    /** Sends a form with Slack's signature of that time; the answer's status and body. */
    public static String send(URI to, String form, long time) throws Exception {
        return send(to, form, time, sign(time, form));
    }

    public static String send(URI to, String form, long time, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", String.valueOf(time))
                .header("X-Slack-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return (answer.statusCode() + " " + answer.body()).strip();
    }

    private static String sign(long time, String form) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal(("v0:" + time + ":" + form).getBytes(StandardCharsets.UTF_8));
        return "v0=" + HexFormat.of().formatHex(signed);
    }

    private synchronized Answer answer(Request request) {
        JsonNode call = request.json();
        if (request.path().startsWith("/actions/")) {
            confirmations.add(call.path("response_type").asText() + ": "
                    + call.path("text").asText());
            return Answer.text(200, "ok");
        }
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return refusal("invalid_auth");
        }
        if (!request.header("Content-Type").equals("application/json; charset=utf-8")) {
            return refusal("missing_charset");
        }
        boolean update = request.path().equals("/api/chat.update");
        String error = error(call, update);
        if (!error.isEmpty()) {
            return refusal(error);
        }
        calls.add(update ? "update" : call.has("thread_ts") ? "reply" : "post");
        String ts = update ? call.path("ts").asText() : "1700000000.000" + clock++;
        messages.put(ts, call);
        return Answer.json(200, "{\"ok\":true,\"channel\":\"" + ID + "\",\"ts\":\"" + ts + "\"}");
    }

    private String error(JsonNode call, boolean update) {
        String channel = call.path("channel").asText();
        boolean known = channel.equals(ID) || !update && channel.equals(CHANNEL);
        boolean blocks = call.path("blocks").size() <= 50
                && call.at("/attachments/0/blocks").size() <= 50;
        boolean buttons = call.findValues("value").stream()
                .allMatch(value -> value.asText().length() <= 2000);
        if (call.path("text").asText().isEmpty()) {
            return "no_text";
        }
        if (!blocks || !buttons || call.path("text").asText().length() > 4000) {
            return "invalid_blocks";
        }
        if (!known) {
            return "channel_not_found";
        }
        String other = call.path(update ? "ts" : "thread_ts").asText();
        return other.isEmpty() || messages.containsKey(other) ? "" : update ? "message_not_found" : "thread_not_found";
    }

    @Override
    public void close() {
        desk.close();
    }
}
