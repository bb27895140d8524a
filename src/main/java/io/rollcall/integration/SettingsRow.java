package io.rollcall.integration;

import java.util.Map;

/**
 * The settings of an integration as they stand in the table.
 *
 * @param key its key
 * @param kind its template
 * @param parameters its settings by parameter name, placeholders unresolved
 * @param declared whether a file declares it
 * @param removed whether its file no longer does
 * @param version grows with every change of any row's settings
 */
public record SettingsRow(
        String key, String kind, Map<String, String> parameters, boolean declared, boolean removed, long version) {
    public SettingsRow {
        parameters = Map.copyOf(parameters);
    }
}
