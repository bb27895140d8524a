package io.rollcall.notify;

import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.PublicPage.Told;
import io.rollcall.publish.PublicPage.Work;
import io.rollcall.publish.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds on a status page what nobody was told of yet. Stateless. */
public final class NewsReader {
    /** What people told longer ago is no news, when subscriptions are turned on, or after a long standstill. */
    private static final Duration NEW = Duration.ofHours(6);

    private final Duration patience;

    /** @param patience how long an outage lasts before it is told (requirement 000-37e) */
    public NewsReader(Duration patience) {
        this.patience = patience;
    }

    /** What is new, given the events that were told. */
    List<News> read(PublicPage page, Set<String> told, Instant now) {
        Set<String> known = new HashSet<>(told);
        List<News> all = new ArrayList<>();
        Stream.concat(page.troubles().stream(), page.announcements().stream())
                .flatMap(one -> update(page, one, known, now).stream())
                .forEach(news -> {
                    known.addAll(news.events());
                    all.add(news);
                });
        page.outages().forEach(outage -> all.addAll(outage(outage, known, now)));
        page.maintenance().forEach(work -> all.addAll(work(page, work, known)));
        return all;
    }

    private static List<News> update(PublicPage page, Told one, Set<String> known, Instant now) {
        Set<String> fresh = one.updates().stream()
                .filter(said -> said.at().plus(NEW).isAfter(now))
                .map(NewsReader::event)
                .filter(event -> !known.contains(event))
                .collect(Collectors.toCollection(TreeSet::new));
        if (fresh.isEmpty()) {
            return List.of();
        }
        boolean announced = one.updates().get(0).state() == Update.State.NOTICE;
        // Whoever reads an update knows of the outage, and by the last one that it is over.
        for (String outage : one.outages()) {
            fresh.add(begun(outage));
            if (!one.open()) {
                fresh.add(ended(outage));
            }
        }
        return List.of(new News(
                announced ? News.Kind.ANNOUNCEMENT : News.Kind.UPDATE,
                one.id(),
                fresh,
                keys(page, one.components()),
                one.title() == null ? String.join(", ", one.components()) : one.title(),
                one.from(),
                one.until(),
                one.updates()));
    }

    private List<News> outage(Outage outage, Set<String> known, Instant now) {
        Instant until = outage.until();
        boolean begun = known.contains(begun(outage.id()));
        if (until == null && !begun && !outage.from().plus(patience).isAfter(now)) {
            return List.of(news(News.Kind.BEGUN, outage, begun(outage.id())));
        }
        if (until != null && begun && !known.contains(ended(outage.id()))) {
            return List.of(news(News.Kind.ENDED, outage, ended(outage.id())));
        }
        return List.of();
    }

    private static News news(News.Kind kind, Outage outage, String event) {
        return new News(
                kind,
                outage.id(),
                Set.of(event),
                Set.of(outage.component()),
                outage.name(),
                outage.from(),
                outage.until(),
                outage.updates());
    }

    /** What is done again and again is no news each time. */
    private static List<News> work(PublicPage page, Work work, Set<String> known) {
        Set<String> keys = new TreeSet<>(keys(page, work.components()));
        String event = "work/" + work.from() + "/" + work.until() + "/" + String.join(",", keys);
        if (work.recurring() || known.contains(event)) {
            return List.of();
        }
        return List.of(new News(
                News.Kind.MAINTENANCE,
                event,
                Set.of(event),
                keys,
                String.join(", ", work.components()),
                work.from(),
                work.until(),
                List.of()));
    }

    private static Set<String> keys(PublicPage page, List<String> names) {
        return page.components().stream()
                .filter(component -> names.contains(component.name()))
                .map(PublicPage.Shown::key)
                .collect(Collectors.toSet());
    }

    private static String event(Said said) {
        return "update/" + said.id();
    }

    private static String begun(String outage) {
        return "outage/" + outage;
    }

    private static String ended(String outage) {
        return "end/" + outage;
    }
}
