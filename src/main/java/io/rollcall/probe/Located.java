package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's list tells of a thing.
 *
 * @param id what the vendor calls it, or null when the list does not hold it
 * @param thing as the list shows it
 * @param doubt why nothing may be concluded from the list, or null
 */
record Located(@Nullable String id, JsonNode thing, @Nullable String doubt) {

    /**
     * The one that is known by its id, else the one whose field says that it is ours. A list may hold several versions of
     * one thing; the last counts.
     */
    static Located in(JsonNode body, Thing wanted, String is, @Nullable String known) {
        Map<String, JsonNode> ours = new LinkedHashMap<>();
        for (JsonNode entry : Figure.find(body, wanted.in())) {
            String id = entry.path(wanted.id()).asText("");
            boolean same = id.equals(known);
            if (!id.isEmpty()
                    && (same
                            || Figure.find(entry, wanted.where())
                                    .path(0)
                                    .asText("")
                                    .equals(is))) {
                ours.put(id, entry);
            }
            if (same) {
                return new Located(id, entry, null);
            }
        }
        if (ours.size() > 1) {
            return doubtful("the vendor has " + ours.size() + " of them, " + String.join(", ", ours.keySet())
                    + "; delete all but one");
        }
        if (ours.isEmpty()) {
            return nowhere(body, wanted);
        }
        Map.Entry<String, JsonNode> only = List.copyOf(ours.entrySet()).get(0);
        return new Located(only.getKey(), only.getValue(), null);
    }

    /** Only a list that is understood and whole shows that a thing is missing. */
    private static Located nowhere(JsonNode body, Thing wanted) {
        ArrayNode entries = Figure.find(body, wanted.in());
        boolean understood = entries.isEmpty()
                ? holdsNothing(body)
                : !entries.findValues(wanted.id()).isEmpty();
        if (!understood) {
            return doubtful("the answer is not the list that was expected");
        }
        boolean more = wanted.more() != null
                && Figure.find(body, wanted.more()).path(0).asBoolean();
        return more
                ? doubtful("it is not among the first of a list that is longer than one answer")
                : new Located(null, MissingNode.getInstance(), null);
    }

    /** An empty list, as it is or in one of the answer's fields. */
    private static boolean holdsNothing(JsonNode body) {
        if (body.isArray()) {
            return body.isEmpty();
        }
        for (JsonNode field : body) {
            if (field.isArray() && field.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Located doubtful(String why) {
        return new Located(null, MissingNode.getInstance(), why);
    }
}
