package io.rollcall.probe;

import org.jspecify.annotations.Nullable;

/**
 * One thing that should exist at a vendor: an entry of parameter {@code things}. Its texts may hold <code>${…}</code>, see
 * {@link Filling}: beside the integration's parameters {@code ${id}}, and {@code ${llm.id}} of an earlier thing.
 *
 * @param name by which later things and people speak of it
 * @param list the address that lists all of its sort
 * @param in a JSONPath to the entries of that list
 * @param more a JSONPath that finds true when that list is not all, or null
 * @param id the field that holds what the vendor calls it
 * @param where the field that tells ours from the others, as a JSONPath
 * @param is what that field of ours holds
 * @param read the address of one of them, or null where the list tells everything
 * @param create where to post a new one
 * @param update where to patch one
 * @param at a JSONPath to the thing in the answer to each of these three
 * @param state what it should be, as YAML gave it
 */
record Thing(
        String name,
        String list,
        String in,
        @Nullable String more,
        String id,
        String where,
        String is,
        @Nullable String read,
        String create,
        String update,
        String at,
        Object state) {}
