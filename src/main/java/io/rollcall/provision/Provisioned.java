package io.rollcall.provision;

import io.rollcall.store.JournalEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one thing at a vendor stands, as it is kept (requirements 004-04 and 004-05): of several of one key and thing the last
 * one is true.
 *
 * @param key the key of the integration that declares it
 * @param thing its name there, such as {@code agent}
 * @param kind the integration's template, such as {@code retell-agent}
 * @param provider the host of the vendor's API
 * @param externalId what the vendor calls it, or null while it has none
 * @param status {@code active}, or {@code failed} when the last attempt to set it up failed
 * @param hash SHA-256 of what was declared, without secrets, when the vendor last had it; or null
 * @param taken SHA-256 of what the vendor made of it, where that differs from what was declared; or null
 * @param action what was done last: {@code created}, {@code updated} or {@code found}; or null
 * @param error why the last attempt failed, without secrets, or null
 * @param at when that was
 */
public record Provisioned(
        String key,
        String thing,
        String kind,
        String provider,
        @Nullable String externalId,
        String status,
        @Nullable String hash,
        @Nullable String taken,
        @Nullable String action,
        @Nullable String error,
        Instant at)
        implements JournalEntry {
    @Override
    public String type() {
        return "provisioned";
    }

    Provisioned at(Instant time) {
        return new Provisioned(key, thing, kind, provider, externalId, status, hash, taken, action, error, time);
    }
}
