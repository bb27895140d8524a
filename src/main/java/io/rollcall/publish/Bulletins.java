package io.rollcall.publish;

import io.rollcall.store.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What people tell the public, of all runs. A change is in the journal before it counts. Thread-safe. */
public final class Bulletins {
    /** What was not changed for so long, and is over, is shown nowhere. */
    private static final Duration SHOWN = Duration.ofDays(History.LENGTH);

    private final Journal journal;
    private final Clock clock;
    private final Map<String, Bulletin> latest = new TreeMap<>();

    public Bulletins(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** An update, and the bulletin that it is part of. */
    public record Told(Bulletin bulletin, Update update) {}

    /** Tells it; empty when there is no bulletin of the id that the draft names. */
    public synchronized Optional<Told> tell(Draft draft) {
        Instant now = now();
        Update update = new Update(id(), now, draft.state(), draft.text(), draft.author(), false);
        Optional<Bulletin> joined = joined(draft);
        if (joined.isEmpty() && draft.bulletin() != null) {
            return Optional.empty();
        }
        Bulletin told = joined.map(bulletin -> bulletin.and(update, draft.components(), draft.title()))
                .orElseGet(() -> begun(draft, update));
        keep(told);
        return Optional.of(new Told(told, update));
    }

    private Optional<Bulletin> joined(Draft draft) {
        if (draft.bulletin() != null) {
            return Optional.ofNullable(latest.get(draft.bulletin()));
        }
        boolean own = draft.endsAt() != null || draft.startsAt() != null;
        return own ? Optional.empty() : open(draft.components());
    }

    private static Bulletin begun(Draft draft, Update update) {
        Instant start = draft.startsAt() == null ? update.at() : micros(draft.startsAt());
        Instant end = draft.endsAt() == null ? null : micros(draft.endsAt());
        return new Bulletin(id(), draft.title(), draft.components(), start, end, List.of(update), update.at());
    }

    /** The newest trouble that people have told of, and not that it is resolved, with any of these components. */
    public synchronized Optional<Bulletin> open(Set<String> components) {
        Instant now = now();
        return all().stream()
                .filter(bulletin -> !bulletin.announced() && bulletin.open(now))
                .filter(bulletin -> bulletin.components().stream().anyMatch(components::contains))
                .findFirst();
    }

    /** Gives an update another state and text; the former ones stay on record. Empty when there is none that is told. */
    public synchronized Optional<Told> correct(String id, Update.State state, String text, String author) {
        return find(id).map(known -> {
            Update before = known.update();
            Update after = new Update(before.id(), before.at(), state, text, author, false);
            keep(known.bulletin().replacing(id, List.of(before.former(id()), after), now()));
            return new Told(latest.getOrDefault(known.bulletin().id(), known.bulletin()), after);
        });
    }

    /** Tells an update no longer. Empty when there is none that is told. */
    public synchronized Optional<Told> withdraw(String id) {
        Optional<Told> known = find(id);
        known.ifPresent(
                told -> keep(told.bulletin().replacing(id, List.of(told.update().taken()), now())));
        return known;
    }

    /** The update of that id that is told. */
    public synchronized Optional<Told> find(String id) {
        return latest.values().stream()
                .flatMap(bulletin -> bulletin.find(id).map(update -> new Told(bulletin, update)).stream())
                .filter(told -> !told.update().withdrawn())
                .findFirst();
    }

    /** Those of the last 90 days and those that are open, the one that began last first. */
    public synchronized List<Bulletin> all() {
        Instant now = now();
        Instant oldest = now.minus(SHOWN);
        latest.values()
                .removeIf(
                        bulletin -> !bulletin.open(now) && bulletin.changedAt().isBefore(oldest));
        return latest.values().stream()
                .sorted(Comparator.comparing(Bulletin::startsAt)
                        .reversed()
                        .thenComparing(Bulletin::changedAt)
                        .thenComparing(Bulletin::id))
                .toList();
    }

    /** Takes those from before a restart; what is known already and newer stays. */
    public synchronized void restore(Collection<Bulletin> known) {
        known.forEach(bulletin -> latest.merge(
                bulletin.id(),
                bulletin,
                (ours, theirs) -> theirs.changedAt().isBefore(ours.changedAt()) ? ours : theirs));
    }

    private void keep(Bulletin bulletin) {
        journal.append(List.of(bulletin));
        latest.put(bulletin.id(), bulletin);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    /** As exact as the table keeps it, so that both can be compared. */
    private Instant now() {
        return micros(clock.instant());
    }

    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
