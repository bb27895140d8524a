package io.rollcall.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * People who take turns. A turn is measured by the clock on the wall: handed over at 09:00, it is so in summer and winter.
 *
 * @param people in their order
 * @param turn how long each has it
 * @param start when the first one's turn begins; before it nobody's
 */
record Rotation(List<String> people, Duration turn, LocalDateTime start, ZoneId zone) {
    Rotation {
        people = List.copyOf(people);
    }

    /** Whose turn it is, or empty before the first. */
    List<String> at(Instant at) {
        long turns = turns(at);
        return turns < 0 ? List.of() : List.of(people.get((int) (turns % people.size())));
    }

    /** When the next turn begins. */
    Instant next(Instant at) {
        long turns = Math.max(-1, turns(at));
        do {
            turns++;
        } while (!begin(turns).isAfter(at));
        return begin(turns);
    }

    /** How many turns have ended by then; negative before the first begins. */
    private long turns(Instant at) {
        long guess = Math.floorDiv(
                Duration.between(start, LocalDateTime.ofInstant(at, zone)).toMinutes(), turn.toMinutes());
        // A change of the clock may have moved the begin of a turn.
        while (begin(guess).isAfter(at)) {
            guess--;
        }
        while (!begin(guess + 1).isAfter(at)) {
            guess++;
        }
        return guess;
    }

    private Instant begin(long number) {
        return Wall.first(start.plus(turn.multipliedBy(number)), zone);
    }
}
