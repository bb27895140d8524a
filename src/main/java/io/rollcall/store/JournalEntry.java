package io.rollcall.store;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A fact to keep, written as one JSON object on one line. Its properties are the record's components. */
public interface JournalEntry {
    /**
     * Which table it belongs to: {@code outcome}, {@code change}, {@code alert}, {@code notification}, {@code heartbeat} or
     * {@code provisioned}.
     */
    @JsonProperty("type")
    String type();
}
