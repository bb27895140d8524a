package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.check.Check;
import io.rollcall.check.OwnSecrets;
import io.rollcall.provision.Provisioned;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of the things of one integration, and what of that still counts. */
final class ThingRecord {
    private final Check check;
    private final Provisionings home;

    ThingRecord(Check check, Provisionings home) {
        this.check = check;
        this.home = home;
    }

    /** What the vendor calls it, as far as is known. */
    @Nullable
    String id(Thing thing) {
        return last(thing).map(Provisioned::externalId).orElse(null);
    }

    /** True when it is kept under this id. */
    boolean knows(Thing thing, @Nullable String id) {
        return last(thing)
                .filter(last -> last.action() != null && String.valueOf(id).equals(last.externalId()))
                .isPresent();
    }

    /** True when the vendor made just this of just that declaration: to ask once more would change nothing. */
    boolean wasTaken(Thing thing, JsonNode wanted, JsonNode actual) {
        return last(thing)
                .filter(last -> hash(wanted).equals(last.hash()))
                .filter(last -> hash(Wanted.counterpart(wanted, actual)).equals(last.taken()))
                .isPresent();
    }

    /** It is there now. Without an action that of before stays. */
    void active(Thing thing, String id, @Nullable String action, JsonNode wanted, JsonNode actual) {
        boolean same = Wanted.differences(wanted, actual).isEmpty();
        String taken = same ? null : hash(Wanted.counterpart(wanted, actual));
        String before = last(thing).map(Provisioned::action).orElse(null);
        note(new Provisioned(
                key(),
                thing.name(),
                kind(),
                provider(),
                id,
                "active",
                hash(wanted),
                taken,
                action == null ? before : action,
                null,
                now()));
    }

    /** It could not be set up; what is known of it stays. */
    void failed(Thing thing, String error) {
        Optional<Provisioned> last = last(thing);
        note(new Provisioned(
                key(),
                thing.name(),
                kind(),
                provider(),
                id(thing),
                "failed",
                last.map(Provisioned::hash).orElse(null),
                last.map(Provisioned::taken).orElse(null),
                last.map(Provisioned::action).orElse(null),
                error,
                now()));
    }

    private void note(Provisioned now) {
        home.provisions().note(now);
    }

    /** As PostgreSQL keeps it. */
    private Instant now() {
        return home.now().truncatedTo(ChronoUnit.MICROS);
    }

    private String key() {
        return check.integration().key();
    }

    private String kind() {
        return check.integration().kind();
    }

    private Optional<Provisioned> last(Thing thing) {
        return home.provisions().find(key(), thing.name()).filter(last -> last.kind()
                .equals(kind()));
    }

    private String provider() {
        String host = URI.create(check.integration().parameters().getOrDefault("url", ""))
                .getHost();
        return host == null ? "" : host;
    }

    private String hash(JsonNode state) {
        return Wanted.hash(OwnSecrets.of(check.integration()).redact(state.toString()));
    }
}
