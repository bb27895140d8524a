package io.rollcall.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A message that the operator must get exactly once.
 *
 * @param start how its headline begins
 */
record Expected(Channel channel, String start) {

    /** What differs between what was expected and what came, one sentence each; empty when all came once. */
    static List<String> differences(List<Expected> expected, List<Message> received) {
        List<Expected> missing = new ArrayList<>(expected);
        List<String> differences = new ArrayList<>();
        for (Message message : received) {
            Expected match = missing.stream()
                    .filter(candidate -> candidate.matches(message))
                    .findFirst()
                    .orElse(null);
            if (match == null) {
                differences.add(
                        "Not expected, or once too often: " + message.channel().label() + " " + message.headline());
            } else {
                missing.remove(match);
            }
        }
        missing.forEach(one -> differences.add("Not received: " + one.channel().label() + " " + one.start()));
        return differences;
    }

    private boolean matches(Message message) {
        return message.channel() == channel && message.headline().startsWith(start);
    }
}
