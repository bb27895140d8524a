package io.rollcall.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/** A request with an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header) is done once, however often it comes. */
public final class Repeats {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST = 200;

    private final RepeatStore store;

    public Repeats(RepeatStore store) {
        this.store = store;
    }

    /** What it does, or what the first of these requests was answered with. */
    Answer once(Request request, Supplier<Answer> operation) {
        String key = request.sent("Idempotency-Key");
        if (key == null || !CHANGING.contains(request.method())) {
            return operation.get();
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Refused.field("Idempotency-Key", "1 to " + LONGEST + " characters");
        }
        RepeatStore.Place place =
                new RepeatStore.Place(request.caller().orElse(""), key, request.method() + " " + request.path());
        RepeatStore.Kept kept = store.begin(place, fingerprint(request));
        if (kept != null) {
            return repeat(kept, fingerprint(request));
        }
        try {
            Answer answer = operation.get();
            store.keep(place, answer);
            return answer;
        } catch (RuntimeException e) {
            // Nothing was done, so it may be tried again under the same key.
            store.forget(place);
            throw e;
        }
    }

    private static Answer repeat(RepeatStore.Kept kept, String fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw Refused.of(422, "This Idempotency-Key came with another request before; choose another key");
        }
        if (kept.answer() == null) {
            throw Refused.of(409, "The first request with this Idempotency-Key is still being done")
                    .with("Retry-After", "1");
        }
        return kept.answer();
    }

    private static String fingerprint(Request request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((request.method() + " " + request.target() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(request.content()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
