package io.rollcall.notify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The change event that PagerDuty's Events API v2 is sent beside alerts, and what its answer means. Immutable. */
public final class PagerDutyChange {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SUMMARY = 1024;
    private static final int DETAIL = 4000;

    private final @Nullable PagerDutySettings settings;
    private final URI publicUrl;

    private record Change(@JsonProperty("routing_key") String routingKey, Payload payload, List<Link> links) {}

    private record Payload(
            String summary,
            String source,
            String timestamp,
            @JsonProperty("custom_details") Map<String, String> details) {}

    private record Link(String href, String text) {}

    /** Without settings the channel is off and nothing is rendered. */
    public PagerDutyChange(@Nullable PagerDutySettings settings, URI publicUrl) {
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    /** Where it is posted: beside the address of alerts, {@code /v2/change/enqueue}. */
    public String url() {
        return pagerDuty().url().resolve("change/enqueue").toString();
    }

    /** The JSON body; holds the routing key. */
    public String render(ChangeEvent event) {
        Map<String, String> details = new TreeMap<>();
        event.details().forEach((what, change) -> details.put(what, Text.cut(change, DETAIL)));
        Payload payload = new Payload(
                Text.cut(event.summary(), SUMMARY), "Rollcall", event.at().toString(), details);
        try {
            return JSON.writeValueAsString(new Change(
                    pagerDuty().routingKey(), payload, List.of(new Link(publicUrl.toString(), "Dashboard"))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of text can always be written", e);
        }
    }

    /** Refuses an answer that does not say that the event was taken. */
    public void confirm(String answer) {
        if (!Answers.json(answer).path("status").asText().equals("success")) {
            throw new RefusedException("PagerDuty" + Answers.explain(answer));
        }
    }

    private PagerDutySettings pagerDuty() {
        if (settings == null) {
            throw new IllegalStateException("Channel pagerduty is off");
        }
        return settings;
    }
}
