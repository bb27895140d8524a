package io.rollcall.store;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A fact to keep, written as one JSON object on one line. Its properties are the record's components. */
public interface JournalEntry {
    /** Which table it belongs to, such as {@code outcome} or {@code alert}: table entry_recorder knows them all. */
    @JsonProperty("type")
    String type();
}
