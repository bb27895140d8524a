package io.rollcall.publish;

import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.PublicPage.Told;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What people tell, as the public reads it: each bulletin under the outages that it is about, which are, of each of its
 * components, the last one that overlaps with it.
 */
final class Noticeboard {
    private final Map<String, String> names = new TreeMap<>();
    private final List<Bulletin> troubles;
    private final List<Bulletin> announcements;

    Noticeboard(List<Component> published, Collection<Bulletin> bulletins, Instant now) {
        published.forEach(component -> names.put(component.key(), component.name()));
        List<Bulletin> readable =
                bulletins.stream().filter(this::concernsAnybody).toList();
        this.troubles =
                readable.stream().filter(bulletin -> !bulletin.announced()).toList();
        this.announcements = readable.stream()
                .filter(bulletin -> bulletin.announced() && bulletin.open(now))
                .sorted(Comparator.comparing(Bulletin::startsAt).thenComparing(Bulletin::id))
                .toList();
    }

    private boolean concernsAnybody(Bulletin bulletin) {
        boolean about = bulletin.announced() && bulletin.components().isEmpty()
                || bulletin.components().stream().anyMatch(names::containsKey);
        return about && !bulletin.told().isEmpty();
    }

    /** Each outage with what was told of it; they come the latest first. */
    List<Outage> on(List<Outage> outages) {
        return outages.stream()
                .map(outage -> outage.with(troubles.stream()
                        .filter(bulletin -> isAbout(bulletin, outage, outages))
                        .flatMap(bulletin -> bulletin.told().stream())
                        .sorted(Comparator.comparing(Update::at).reversed())
                        .map(Said::of)
                        .toList()))
                .toList();
    }

    private static boolean isAbout(Bulletin bulletin, Outage outage, List<Outage> outages) {
        Span span = bulletin.span();
        return bulletin.components().contains(outage.component())
                && outages.stream()
                        .filter(other -> other.component().equals(outage.component()))
                        .filter(other -> span.meets(new Span(other.from(), other.until())))
                        .findFirst()
                        .filter(outage::equals)
                        .isPresent();
    }

    /** Trouble, the latest first. */
    List<Told> troubles(List<Outage> outages) {
        return troubles.stream().map(bulletin -> told(bulletin, outages)).toList();
    }

    List<Told> announcements() {
        return announcements.stream().map(bulletin -> told(bulletin, List.of())).toList();
    }

    private Told told(Bulletin bulletin, List<Outage> outages) {
        List<Said> said = bulletin.told().stream().map(Said::of).toList();
        Set<String> own = new HashSet<>();
        said.forEach(one -> own.add(one.id()));
        return new Told(
                bulletin.id(),
                bulletin.title(),
                bulletin.components().stream()
                        .filter(names::containsKey)
                        .map(key -> names.getOrDefault(key, key))
                        .sorted()
                        .toList(),
                bulletin.startsAt(),
                bulletin.span().until(),
                said,
                outages.stream()
                        .filter(outage -> outage.updates().stream().anyMatch(one -> own.contains(one.id())))
                        .map(Outage::id)
                        .toList());
    }
}
