package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Notice;
import io.rollcall.group.Post;
import io.rollcall.group.Posting;
import io.rollcall.group.Reason;
import io.rollcall.integration.Status;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.Subscribers;
import io.rollcall.publish.SubscribersTold;
import io.rollcall.publish.Way;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells subscribers what is new on the status page, each event once (requirement 000-37e): that it was told is kept in one
 * write with the messages. Thread-safe.
 */
public final class PublicNews {
    private static final String RULE = "status-page";
    private static final String SUBSCRIBER = "subscriber";
    private static final String COMPONENTS = "components";

    private final PublicPages pages;
    private final Subscribers subscribers;
    private final NewsReader reader;
    private final Outlet outlet;
    private final Set<String> told = new HashSet<>();

    /**
     * Where messages go, and how they are written there.
     *
     * @param ways how people may be told; none where nobody is told anything
     */
    public record Outlet(Set<Way> ways, Post post, ObjectMapper json, Clock clock) {
        public Outlet {
            ways = Set.copyOf(ways);
        }
    }

    public PublicNews(PublicPages pages, Subscribers subscribers, NewsReader reader, Outlet outlet) {
        this.pages = pages;
        this.subscribers = subscribers;
        this.reader = reader;
        this.outlet = outlet;
    }

    /** Ids of those whom a message about that alert goes to in that way. */
    public static List<String> recipients(Subscribers subscribers, Way way, Alert alert) {
        String one = alert.labels().get(SUBSCRIBER);
        if (one != null || !alert.rule().equals(RULE)) {
            // What rules say is for those who mend it.
            return Stream.ofNullable(one)
                    .filter(id -> alert.rule().equals(RULE))
                    .toList();
        }
        Set<String> about = Arrays.stream(
                        alert.labels().getOrDefault(COMPONENTS, "").split(","))
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
        return subscribers.wanting(way, about);
    }

    /** Takes up of what was told before a restart. */
    public synchronized void restore(Collection<String> events) {
        told.addAll(events);
    }

    /** Tells what is new since this was last asked, once it is known what was told before. */
    public synchronized void look() {
        if (outlet.ways().isEmpty() || !subscribers.isComplete()) {
            return;
        }
        subscribers.expire();
        Instant now = outlet.clock().instant();
        for (News news : reader.read(pages.now(), told, now)) {
            List<SubscribersTold> notes = news.events().stream()
                    .map(event -> new SubscribersTold(event, now))
                    .toList();
            Map<String, String> labels = Map.of(COMPONENTS, String.join(",", news.components()));
            List<Posting> postings = outlet.ways().stream()
                    .map(way -> posting(way, news, labels))
                    .toList();
            outlet.post().take(postings, notes);
            told.addAll(news.events());
        }
    }

    /** Asks somebody whether the address is his. */
    public void invite(Subscriber subscriber) {
        Instant now = outlet.clock().instant();
        News news =
                new News(News.Kind.CONFIRM, "confirm/" + subscriber.id(), Set.of(), Set.of(), "", now, null, List.of());
        Map<String, String> labels = Map.of(SUBSCRIBER, subscriber.id());
        outlet.post().take(List.of(posting(subscriber.address().way(), news, labels)), List.of());
    }

    private Posting posting(Way way, News news, Map<String, String> about) {
        Instant now = outlet.clock().instant();
        Map<String, String> labels = new TreeMap<>(about);
        labels.put("rule", RULE);
        labels.put("severity", Severity.INFO.word());
        String key = RULE + ":" + news.topic();
        Alert alert = new Alert(
                RULE,
                news.kind().name(),
                Severity.INFO,
                true,
                key,
                news.title(),
                RULE,
                null,
                Status.UNKNOWN,
                news.from(),
                now,
                0,
                null,
                null,
                List.of(),
                null,
                List.of(),
                labels,
                annotations(news));
        Notice notice = new Notice(
                RULE + "/" + news.topic(),
                way.channel(),
                Map.of(),
                Reason.NEWS,
                Set.of(alert.fingerprint()),
                List.of(alert),
                0,
                Map.of(),
                List.of());
        return new Posting(way.channel(), notice);
    }

    private Map<String, String> annotations(News news) {
        try {
            return Map.of(Audience.NEWS, outlet.json().writeValueAsString(news));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("News can always be written", e);
        }
    }
}
