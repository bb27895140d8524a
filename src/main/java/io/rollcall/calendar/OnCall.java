package io.rollcall.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is on call? Layers of people who take turns, of which a later one goes before an earlier one at the times it is
 * restricted to, and overrides before all of them. Immutable.
 *
 * @param layers the earliest first
 * @param overrides of several at a time the last one counts
 */
public record OnCall(List<Layer> layers, List<StepIn> overrides) {
    /** So many changes of layers may leave the same person on call. */
    private static final int MOST_CHANGES = 5_000;

    public OnCall {
        layers = List.copyOf(layers);
        overrides = List.copyOf(overrides);
    }

    /**
     * People who take turns.
     *
     * @param during when somebody of them is on call; empty for always
     */
    record Layer(Rotation rotation, Optional<TimeIntervals> during) {
        List<String> at(Instant at) {
            return during.map(times -> times.contains(at)).orElse(true) ? rotation.at(at) : List.of();
        }

        Stream<Instant> changes(Instant at) {
            return Stream.concat(Stream.of(rotation.next(at)), during.stream().map(times -> times.nextEdge(at)));
        }
    }

    /** Somebody steps in. */
    record StepIn(Window window, String person) {}

    /** Who hands over when, and to whom. Nobody is empty. */
    public record HandOver(Instant at, Optional<String> from, Optional<String> to) {}

    /**
     * Reads a schedule.
     *
     * @param layers one a line: {@code anna, ben weekly from 2026-01-05 09:00 during mon-fri 09:00-17:00}
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static OnCall parse(String layers, ZoneId zone) {
        List<Layer> read = layers.lines()
                .filter(line -> !line.isBlank())
                .map(line -> OnCallText.layer(line, zone))
                .toList();
        if (read.isEmpty()) {
            throw new IllegalArgumentException("nobody is on call; " + OnCallText.LAYER);
        }
        return new OnCall(read, List.of());
    }

    /**
     * The same, with people who step in.
     *
     * @param text one a line: {@code carla from 2026-12-24 09:00 to 2026-12-26 09:00}
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public OnCall overriddenBy(String text, ZoneId zone) {
        return new OnCall(
                layers,
                text.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> OnCallText.override(line, zone))
                        .toList());
    }

    /** Whoever is on call at that time, if anybody is. */
    public Optional<String> who(Instant at) {
        List<String> people = new ArrayList<>();
        layers.forEach(layer -> people.addAll(layer.at(at)));
        overrides.stream().filter(one -> one.window().contains(at)).forEach(one -> people.add(one.person()));
        return people.isEmpty() ? Optional.empty() : Optional.of(people.get(people.size() - 1));
    }

    /** When somebody else will be on call, or nobody; empty when that is not to be seen. */
    public Optional<HandOver> nextHandOver(Instant after) {
        Optional<String> now = who(after);
        Instant at = after;
        for (int i = 0; i < MOST_CHANGES; i++) {
            at = nextChange(at);
            Optional<String> then = who(at);
            if (!then.equals(now)) {
                return Optional.of(new HandOver(at, now, then));
            }
        }
        return Optional.empty();
    }

    private Instant nextChange(Instant at) {
        Stream<Instant> ends = overrides.stream()
                .flatMap(one -> Stream.of(one.window().from(), one.window().until()));
        return Stream.concat(ends, layers.stream().flatMap(layer -> layer.changes(at)))
                .filter(change -> change.isAfter(at))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
