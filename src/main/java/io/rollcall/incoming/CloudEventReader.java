package io.rollcall.incoming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 over HTTP: binary, structured and batched. An alert is the same when source, type and subject are;
 * it is open until an event says {@code data.status} resolved, or until {@code data.endsAt}.
 */
public final class CloudEventReader {
    /** The label {@code source} of such alerts. */
    public static final String SOURCE = "cloudevents";

    private static final int MOST_NAMES = 64;
    private static final int ID_LENGTH = 32;
    private static final Set<String> OVER = Set.of("resolved", "ok", "closed", "ended");
    private static final Set<String> OPEN = Set.of("firing", "open", "triggered");
    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "source", "type", "subject", "time");

    private final Clock clock;

    public CloudEventReader(Clock clock) {
        this.clock = clock;
    }

    /** One event as a JSON object: content type {@code application/cloudevents+json}. */
    public List<Said> structured(byte[] bytes) {
        return List.of(said(Body.parse(bytes)));
    }

    /** A list of them: content type {@code application/cloudevents-batch+json}. */
    public List<Said> batch(byte[] bytes) {
        Body body = Body.parse(bytes);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < body.list(AlertmanagerReader.MOST_ALERTS); i++) {
            said.add(said(body.at(i)));
        }
        return said;
    }

    /**
     * One whose attributes are headers and whose data is the body.
     *
     * @param headers attributes by name, without {@code ce-}, as they were sent
     * @param contentType of the data; what is neither JSON nor text is not looked into
     */
    public List<Said> binary(Map<String, String> headers, String contentType, byte[] bytes) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        for (String name : ATTRIBUTES) {
            String value = headers.get(name);
            if (value != null) {
                event.put(name, decoded(name, value));
            }
        }
        if (bytes.length > 0 && (contentType.equals("application/json") || contentType.endsWith("+json"))) {
            event.set("data", Body.parse(bytes).node());
        } else if (contentType.startsWith("text/")) {
            event.put("data", new String(bytes, StandardCharsets.UTF_8));
        }
        return List.of(said(new Body(event, "")));
    }

    /** Headers hold what is not printable ASCII percent-encoded. */
    private static String decoded(String name, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadReport("ce-" + name, "must have a percent sign only before two hexadecimal digits");
        }
    }

    private Said said(Body event) {
        event.object();
        if (!event.at("specversion").text().equals("1.0")) {
            throw event.at("specversion").problem("must be 1.0");
        }
        event.at("id").text();
        String source = event.at("source").text();
        String type = event.at("type").text();
        String subject = event.at("subject").textOrNull();
        Instant now = clock.instant();
        Instant time = event.at("time").time();
        Body data = event.at("data");
        Instant end = data.at("endsAt").time();
        String id = id(source, type, subject == null ? "" : subject);
        if (isOver(data.at("status")) || end != null && !end.isAfter(now)) {
            return new Said.Ends(SOURCE, id);
        }
        Instant start = data.at("startsAt").time();
        Instant began = start == null ? time : start;
        return new Said.Fires(
                SOURCE,
                id,
                type,
                name(data, subject == null ? source : subject),
                Body.severity(data.at("severity").textOrNull()),
                began == null ? now : Body.within(began, now),
                end == null ? null : Body.within(end, now),
                labels(data, source, type, subject),
                annotations(data),
                data.at("runbook").textOrNull());
    }

    private static boolean isOver(Body status) {
        String word = status.textOrNull();
        String lower = word == null ? "firing" : word.toLowerCase(Locale.ROOT);
        if (!OVER.contains(lower) && !OPEN.contains(lower)) {
            throw status.problem("must be firing or resolved");
        }
        return OVER.contains(lower);
    }

    private static String name(Body data, String otherwise) {
        String name = data.at("name").textOrNull();
        return name == null ? otherwise : name;
    }

    private static Map<String, String> labels(Body data, String source, String type, @Nullable String subject) {
        Map<String, String> labels = new TreeMap<>(data.at("labels").texts(MOST_NAMES));
        labels.put("ce_source", source);
        labels.put("ce_type", type);
        if (subject != null) {
            labels.put("ce_subject", subject);
        }
        return labels;
    }

    private static Map<String, String> annotations(Body data) {
        JsonNode node = data.node();
        Map<String, String> annotations = new TreeMap<>(data.at("annotations").texts(MOST_NAMES));
        String summary = node.isTextual() ? node.asText() : data.at("summary").textOrNull();
        if (summary != null && !summary.isBlank()) {
            annotations.put("summary", summary);
        }
        String description = data.at("description").textOrNull();
        if (description != null) {
            annotations.put("description", description);
        }
        return annotations;
    }

    /** JSON keeps the three apart, whatever they hold. */
    private static String id(String source, String type, String subject) {
        String all = JsonNodeFactory.instance
                .arrayNode()
                .add(source)
                .add(type)
                .add(subject)
                .toString();
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
