package io.rollcall.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states of integrations as outcomes tell them that are not in the database yet. */
public final class StateReplay {
    private final ObjectMapper json;
    private final Map<String, IntegrationState> states = new LinkedHashMap<>();

    public StateReplay(ObjectMapper json) {
        this.json = json;
    }

    /** Takes the next outcome, oldest first, as the journal holds it. */
    public void read(JsonNode outcome) throws JsonProcessingException {
        OutcomeEntry entry = json.treeToValue(outcome, OutcomeEntry.class);
        states.put(entry.key(), entry.state(states.get(entry.key())));
    }

    /** The last of each integration that had an outcome. */
    public Collection<IntegrationState> states() {
        return List.copyOf(states.values());
    }
}
