package io.rollcall.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.alert.Alert;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The event that PagerDuty's Events API v2 is sent, and what its answer means. Immutable. */
public final class PagerDutyEvent {
    private static final JsonMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
    private static final int SUMMARY = 1024;
    /** Far below the body's 512 KB, also when every text is at its limit and every character takes six bytes. */
    private static final int DETAIL = 4000;

    private final @Nullable PagerDutySettings settings;
    private final URI publicUrl;
    private final Words words;

    private record Trigger(
            @JsonProperty("routing_key") String routingKey,
            @JsonProperty("event_action") String action,
            @JsonProperty("dedup_key") String dedupKey,
            String client,
            @JsonProperty("client_url") String clientUrl,
            Payload payload,
            List<Link> links) {}

    private record Payload(
            String summary,
            String source,
            String severity,
            String timestamp,
            String component,
            @Nullable String group,
            @JsonProperty("class") String type,
            @JsonProperty("custom_details") Map<String, String> details) {}

    private record Link(String href, String text) {}

    private record Follow(
            @JsonProperty("routing_key") String routingKey,
            @JsonProperty("event_action") String action,
            @JsonProperty("dedup_key") String dedupKey) {}

    /** In English. */
    public PagerDutyEvent(@Nullable PagerDutySettings settings, URI publicUrl) {
        this(settings, publicUrl, Words.english());
    }

    /** Without settings the channel is off and nothing is rendered. */
    public PagerDutyEvent(@Nullable PagerDutySettings settings, URI publicUrl, Words words) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /** Where it is posted. */
    public String url() {
        return pagerDuty().url().toString();
    }

    /** The JSON body: a trigger for an alarm, an acknowledge or resolve for it, under one dedup_key; holds the routing key. */
    public String render(Notification notification) {
        Notice notice = notification.notice();
        String routingKey = pagerDuty().routingKey();
        String dedupKey = dedupKey(notice);
        if (notice.reason() == Reason.ACKNOWLEDGED) {
            return json(new Follow(routingKey, "acknowledge", dedupKey));
        }
        return json(
                notice.firing() ? trigger(notice, routingKey, dedupKey) : new Follow(routingKey, "resolve", dedupKey));
    }

    /** The dedup_key that PagerDuty confirms. */
    public String receipt(String answer) {
        JsonNode event = Answers.json(answer);
        if (!event.path("status").asText().equals("success")) {
            throw new RefusedException("PagerDuty" + Answers.explain(answer));
        }
        return event.path("dedup_key").asText();
    }

    /** The same for an alarm, its repeats and its end: SHA-256 of the topic, which is rule and integration of a single alert. */
    static String dedupKey(Notice notice) {
        return Hash.of(notice.topic());
    }

    private Trigger trigger(Notice notice, String routingKey, String dedupKey) {
        // Rules at PagerDuty match on details: only the summary is in the language of people.
        Story story = Story.of(notice, publicUrl);
        String headline = Story.of(notice, publicUrl, words).headline();
        Alert alert = notice.lead();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("Since", story.sentence());
        story.facts().forEach(fact -> details.put(fact.label(), Text.cut(fact.value(), DETAIL)));
        String error = notice.alerts().size() > 1 || alert.message() == null ? "" : ": " + alert.message();
        Payload payload = new Payload(
                Text.cut(headline + error, SUMMARY),
                Text.cut(alert.name(), SUMMARY),
                alert.severity().word(),
                alert.startedAt().toString(),
                Text.cut(alert.integration(), SUMMARY),
                alert.group() == null ? null : Text.cut(alert.group(), SUMMARY),
                Text.cut(alert.rule(), SUMMARY),
                details);
        Link dashboard = new Link(story.link().toString(), words.say("caption.dashboard"));
        if (story.runbook() == null) {
            return event(routingKey, dedupKey, payload, List.of(dashboard));
        }
        if (story.runbookIsLink()) {
            Link runbook = new Link(story.runbook(), words.say("caption.runbook"));
            return event(routingKey, dedupKey, payload, List.of(dashboard, runbook));
        }
        details.put("Runbook", Text.cut(story.runbook(), DETAIL));
        return event(routingKey, dedupKey, payload, List.of(dashboard));
    }

    private Trigger event(String routingKey, String dedupKey, Payload payload, List<Link> links) {
        return new Trigger(routingKey, "trigger", dedupKey, "Rollcall", publicUrl.toString(), payload, links);
    }

    private static String json(Object event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of text can always be written", e);
        }
    }

    private PagerDutySettings pagerDuty() {
        if (settings == null) {
            throw new IllegalStateException("Channel pagerduty is off");
        }
        return settings;
    }
}
