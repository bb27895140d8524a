package io.rollcall.publish;

import io.rollcall.integration.Status;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Shown;
import io.rollcall.publish.PublicPage.Work;
import io.rollcall.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the public is told. It costs the same however many ask: the history is read once a minute, and a few times after
 * something has changed; all else comes from memory, made once in a few seconds. Without the database it tells how things are, and the past as it last knew it.
 * Thread-safe.
 */
public final class PublicPages {
    private static final Logger LOG = LoggerFactory.getLogger(PublicPages.class);
    private static final Duration PAGE = Duration.ofSeconds(5);
    private static final Duration HISTORY = Duration.ofMinutes(1);
    /** By then a change is on record. */
    private static final Duration RECORDED = Duration.ofSeconds(15);

    private final Components components;
    private final Present present;
    private final PublicStore store;
    private final Clock clock;
    private @Nullable PublicPage page;
    private @Nullable History history;
    private Map<String, Status> statuses = Map.of();
    private Instant changedAt = Instant.MIN;
    private Instant askAgain = Instant.MIN;

    /**
     * What is so now.
     *
     * @param services how every integration is
     * @param works announced maintenance that goes on or is planned
     * @param bulletins what people tell
     */
    public record Present(
            Supplier<List<Service>> services, Supplier<List<PlannedWork>> works, Supplier<List<Bulletin>> bulletins) {}

    public PublicPages(Components components, Present present, PublicStore store, Clock clock) {
        this.components = components;
        this.present = present;
        this.store = store;
        this.clock = clock;
    }

    /** What is told now, at most some seconds old. */
    public synchronized PublicPage now() {
        Instant now = clock.instant();
        PublicPage known = page;
        if (known == null || !known.at().plus(PAGE).isAfter(now) || now.isBefore(known.at())) {
            known = make(now);
            page = known;
        }
        return known;
    }

    /** Has what has just changed seen by whoever asks next. */
    public synchronized void renew() {
        page = null;
    }

    private PublicPage make(Instant now) {
        List<Service> all = present.services().get();
        List<Component> published = components.all();
        History past = history(published, all, now);
        List<Shown> shown = new ArrayList<>();
        List<Outage> outages = new ArrayList<>();
        for (Component component : published) {
            List<Service> own = all.stream().filter(component::has).toList();
            List<String> keys = own.stream().map(Service::key).toList();
            shown.add(new Shown(
                    component.key(),
                    component.name(),
                    component.description(),
                    Condition.of(own),
                    past == null ? null : past.uptime(keys, now),
                    past == null ? List.of() : past.days(keys, now)));
            if (past != null) {
                past.outages(own).forEach(span -> outages.add(Outage.of(component, span)));
            }
        }
        outages.sort(Comparator.comparing(Outage::from).reversed().thenComparing(Outage::name));
        Condition overall = Condition.overall(shown.stream().map(Shown::status).toList());
        Noticeboard board = new Noticeboard(published, present.bulletins().get(), now);
        List<Outage> told = board.on(outages);
        return new PublicPage(
                now,
                overall,
                shown,
                told,
                works(all),
                board.troubles(told),
                board.announcements(),
                past == null ? null : past.at());
    }

    private List<Work> works(List<Service> all) {
        return present.works().get().stream()
                .sorted(Comparator.comparing(PlannedWork::from))
                .map(work -> new Work(about(work, all), work.from(), work.until(), work.recurring()))
                .filter(work -> !work.components().isEmpty())
                .toList();
    }

    private List<String> about(PlannedWork work, List<Service> all) {
        return components.all().stream()
                .filter(component -> all.stream().anyMatch(service -> component.has(service) && work.covers(service)))
                .map(Component::name)
                .toList();
    }

    private @Nullable History history(List<Component> published, Collection<Service> all, Instant now) {
        Map<String, Status> seen = all.stream()
                .filter(service -> published.stream().anyMatch(component -> component.has(service)))
                .collect(Collectors.toMap(Service::key, Service::status));
        if (!seen.equals(statuses)) {
            statuses = seen;
            changedAt = now;
        }
        if (!now.isBefore(askAgain) || now.isBefore(changedAt.plus(RECORDED))) {
            askAgain = now.plus(HISTORY);
            try {
                history = History.read(store, seen.keySet(), now);
            } catch (StoreException e) {
                LOG.debug("The status page goes without news of the past", e);
            }
        }
        return history;
    }
}
