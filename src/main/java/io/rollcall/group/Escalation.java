package io.rollcall.group;

import io.rollcall.integration.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who else is told when nobody acknowledges, and after how long.
 *
 * @param steps the earliest first
 * @param repeat how often they begin again; a round begins when the one before has taken its last step
 */
public record Escalation(List<Step> steps, int repeat) {
    private static final Pattern STEP = Pattern.compile("after\\s+(\\S+?)\\s*:\\s*(.+?)(?:\\s+to\\s+(.+))?");

    public Escalation {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("there is no step; " + Step.EXAMPLE);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).after().compareTo(steps.get(i - 1).after()) <= 0) {
                throw new IllegalArgumentException("'" + steps.get(i) + "' does not come after '" + steps.get(i - 1)
                        + "'; what is told at one time is one step");
            }
        }
        if (repeat < 0 || repeat > 100) {
            throw new IllegalArgumentException("repeat is between 0 and 100: " + repeat);
        }
        if (repeat > 0 && steps.get(0).after().isZero()) {
            throw new IllegalArgumentException(
                    "steps that begin again cannot begin after 0s: each round begins when the"
                            + " one before has taken its last step");
        }
    }

    /**
     * One step.
     *
     * @param after counted from when the group was told first
     * @param to persons, schedules or addresses; empty for those whom the channels reach by themselves
     */
    public record Step(Duration after, List<String> channels, List<String> to) {
        private static final String EXAMPLE = "write one like 'after 5m: sms, email to on-call:payments'";

        public Step {
            channels = List.copyOf(channels);
            to = List.copyOf(to);
        }

        static Step parse(String line) {
            Matcher step = STEP.matcher(line.strip());
            if (!step.matches()) {
                throw new IllegalArgumentException("'" + line.strip() + "' is no step; " + EXAMPLE);
            }
            List<String> channels = names(step.group(2));
            List<String> to = step.group(3) == null ? List.of() : names(step.group(3));
            if (channels.isEmpty() || channels.stream().anyMatch(channel -> !channel.matches("[\\w.-]+"))) {
                throw new IllegalArgumentException("'" + line.strip() + "' names no channels; " + EXAMPLE);
            }
            return new Step(DurationText.parse(step.group(1)), channels, to);
        }

        private static List<String> names(String text) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
        }

        /** As it is written. */
        @Override
        public String toString() {
            return "after " + DurationText.format(after) + ": " + String.join(", ", channels)
                    + (to.isEmpty() ? "" : " to " + String.join(", ", to));
        }
    }

    /**
     * Reads steps, one a line.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static Escalation parse(String text, int repeat) {
        return new Escalation(
                text.lines().filter(line -> !line.isBlank()).map(Step::parse).toList(), repeat);
    }

    /** How many steps there are, counted over all rounds. */
    public int count() {
        return steps.size() * (repeat + 1);
    }

    /** The step with that number over all rounds, from 0. */
    public Step step(int number) {
        return steps.get(number % steps.size());
    }

    /** When the step with that number is taken, counted from when the group was told first. */
    public Duration after(int number) {
        Duration round = steps.get(steps.size() - 1).after();
        return round.multipliedBy(number / steps.size()).plus(step(number).after());
    }
}
