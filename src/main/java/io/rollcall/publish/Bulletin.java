package io.rollcall.publish;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people tell the public about one trouble, or an announcement of theirs. It is kept whole at each change; of several
 * entries with one id that which was changed last is true.
 *
 * @param id unique
 * @param title what it is about, or null for the names of its components
 * @param components keys of those that it is about; empty for all of an announcement
 * @param startsAt when the trouble began, or what is announced begins
 * @param endsAt when what is announced ends; null for trouble, which ends when it is resolved
 * @param updates the oldest first, also those that were withdrawn; never empty
 */
public record Bulletin(
        String id,
        @Nullable String title,
        Set<String> components,
        Instant startsAt,
        @Nullable Instant endsAt,
        List<Update> updates,
        Instant changedAt)
        implements JournalEntry {
    public Bulletin {
        components = Set.copyOf(components);
        updates = List.copyOf(updates);
        if (updates.isEmpty()) {
            throw new IllegalArgumentException("a bulletin has at least one update");
        }
    }

    @Override
    public String type() {
        return "bulletin";
    }

    /** True for an announcement, false for trouble. */
    public boolean announced() {
        return endsAt != null;
    }

    /** What the public may read, the newest first. */
    public List<Update> told() {
        List<Update> told = new ArrayList<>(
                updates.stream().filter(update -> !update.withdrawn()).toList());
        Collections.reverse(told);
        return told;
    }

    /** Whether it still concerns anybody at that time. */
    boolean open(Instant now) {
        if (endsAt != null) {
            return now.isBefore(endsAt);
        }
        List<Update> told = told();
        return !told.isEmpty() && told.get(0).state() != Update.State.RESOLVED;
    }

    /** How long the trouble was, as people said; what was told when it was over already is about when it began. */
    Span span() {
        List<Update> told = told();
        boolean resolved = !told.isEmpty() && told.get(0).state() == Update.State.RESOLVED;
        if (!resolved) {
            return new Span(startsAt, endsAt);
        }
        return new Span(startsAt, told.size() == 1 ? startsAt : told.get(0).at());
    }

    Optional<Update> find(String update) {
        return updates.stream().filter(one -> one.id().equals(update)).findFirst();
    }

    /** The same with another update, which may say that more components are concerned, or give it another title. */
    Bulletin and(Update update, Set<String> more, @Nullable String otherTitle) {
        Set<String> all = new TreeSet<>(components);
        all.addAll(more);
        List<Update> longer = Stream.concat(updates.stream(), Stream.of(update)).toList();
        return new Bulletin(
                id, otherTitle == null ? title : otherTitle, all, startsAt, endsAt, longer, later(update.at()));
    }

    /** The same with these in place of the update of that id. */
    Bulletin replacing(String update, List<Update> others, Instant at) {
        List<Update> changed = updates.stream()
                .flatMap(one -> one.id().equals(update) ? others.stream() : Stream.of(one))
                .toList();
        return new Bulletin(id, title, components, startsAt, endsAt, changed, later(at));
    }

    /** So that the later of two changes is known also when the clock stands still between them. */
    private Instant later(Instant at) {
        return at.isAfter(changedAt) ? at : changedAt.plusNanos(1000);
    }
}
