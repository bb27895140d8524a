package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings to change; null leaves one as it is, an empty text takes an address or email away.
 *
 * @param interval such as 30s
 * @param parameters further ones by their names in files; null takes one away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SettingsChange(
        @Nullable String name,
        @Nullable String endpointUrl,
        @Nullable String alertEmail,
        @Nullable String interval,
        @Nullable String timeout,
        @Nullable Integer threshold,
        @Nullable Boolean alertOnFailure,
        @Nullable Boolean enabled,
        @Nullable Map<String, @Nullable String> parameters) {

    static SettingsChange enabled(boolean enabled) {
        return new SettingsChange(null, null, null, null, null, null, null, enabled, null);
    }

    /** By parameter name. */
    Map<String, @Nullable String> changes() {
        Map<String, @Nullable String> all = new TreeMap<>(parameters == null ? Map.of() : parameters);
        put(all, "name", name);
        put(all, "url", endpointUrl);
        put(all, "alert-email", alertEmail);
        put(all, "interval", interval);
        put(all, "timeout", timeout);
        put(all, "threshold", threshold);
        put(all, "alert-on-failure", alertOnFailure);
        put(all, "enabled", enabled);
        return all;
    }

    private static void put(Map<String, @Nullable String> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, String.valueOf(value));
        }
    }
}
