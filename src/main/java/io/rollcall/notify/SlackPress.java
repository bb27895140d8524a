package io.rollcall.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That somebody pressed a button in Slack.
 *
 * @param action what is asked for
 * @param value stands for the topic that it is about
 * @param who the name of whoever pressed, or the id where Slack tells no name
 * @param responseUrl where that person can be answered; empty when Slack gave none; not to be trusted before it is looked at
 */
public record SlackPress(Action action, String value, String who, String responseUrl) {

    /** What a button asks for. */
    enum Action {
        ACKNOWLEDGE("rollcall-acknowledge", "button.acknowledge"),
        SILENCE("rollcall-silence", "button.silence"),
        ESCALATE("rollcall-escalate", "button.escalate");

        final String id;
        /** Of what the button says. */
        final String key;

        Action(String id, String key) {
            this.id = id;
            this.key = key;
        }

        private static Optional<Action> of(String id) {
            return Stream.of(values()).filter(action -> action.id.equals(id)).findFirst();
        }
    }

    /**
     * What was pressed by an interaction's payload (docs.slack.dev, block_actions): none for other interactions and for
     * buttons that are not ours.
     *
     * @throws IllegalArgumentException when it is no such payload
     */
    public static List<SlackPress> read(String payload) {
        JsonNode json = Answers.json(payload);
        if (!json.path("type").isTextual()) {
            throw new IllegalArgumentException("the payload has no type");
        }
        List<SlackPress> presses = new ArrayList<>();
        if (json.path("type").asText().equals("block_actions")) {
            if (!json.path("actions").isArray() || json.path("actions").isEmpty()) {
                throw new IllegalArgumentException("the payload has no actions");
            }
            String who = who(json.path("user"));
            for (JsonNode action : json.path("actions")) {
                Action.of(action.path("action_id").asText())
                        .map(known -> new SlackPress(
                                known,
                                action.path("value").asText(),
                                who,
                                json.path("response_url").asText()))
                        .ifPresent(presses::add);
            }
        }
        return presses;
    }

    private static String who(JsonNode user) {
        return Stream.of("name", "username", "id")
                .map(field -> user.path(field).asText())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the payload names no user"));
    }
}
