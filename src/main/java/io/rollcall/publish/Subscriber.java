package io.rollcall.publish;

import io.rollcall.words.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be told by email of what the status page says. The address is personal: it is in no text that is
 * logged.
 *
 * @param id unique, random; what everything but this calls him
 * @param email as he wrote it, in lower case
 * @param components keys of what he wants to be told of; empty for all
 * @param confirmedAt when he said that the address is his; null while nobody has
 * @param at when he asked for it
 */
public record Subscriber(
        String id, String email, Language language, Set<String> components, @Nullable Instant confirmedAt, Instant at) {
    /** So long may he take to say that the address is his. */
    public static final Duration PATIENCE = Duration.ofHours(24);

    private static final int LONGEST = 254;
    /** Of RFC 5321 what mail servers take: no quotes, no comments, no two addresses, and nothing that ends a header. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                    + "[a-z][a-z0-9-]{0,61}[a-z0-9]");

    public Subscriber {
        components = Set.copyOf(components);
    }

    /** The address in a text that somebody wrote; empty when it is none. */
    public static Optional<String> address(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        boolean fits = address.length() <= LONGEST && address.indexOf('@') <= 64;
        return fits && ADDRESS.matcher(address).matches() ? Optional.of(address) : Optional.empty();
    }

    /** Whether he wants to be told about these components; none are all. */
    boolean wants(Set<String> about) {
        return confirmedAt != null
                && (components.isEmpty()
                        || about.isEmpty()
                        || components.stream().anyMatch(about::contains));
    }

    boolean expired(Instant now) {
        return confirmedAt == null && !at.plus(PATIENCE).isAfter(now);
    }

    @Override
    public String toString() {
        return "Subscriber[id=" + id + "]";
    }
}
