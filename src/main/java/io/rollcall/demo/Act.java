package io.rollcall.demo;

import io.rollcall.integration.Status;
import java.util.List;
import java.util.Map;

/**
 * One thing that happens to the estate, and what must follow from it.
 *
 * @param title what happens, for the audience
 * @param moods how services behave from now on, by their name
 * @param statuses the status that each of these integrations comes to; all others are healthy
 * @param messages what the operator must get, each once
 */
record Act(String title, Map<String, Mood> moods, Map<String, Status> statuses, List<Expected> messages) {
    Act {
        moods = Map.copyOf(moods);
        statuses = Map.copyOf(statuses);
        messages = List.copyOf(messages);
    }
}
