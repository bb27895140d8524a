package io.rollcall.web;

import io.rollcall.access.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;

/** A request with an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header) is done once, however often it comes. */
public final class Repeats {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST = 200;

    private final RepeatStore store;
    private final Supplier<byte[]> secret;

    /** @param secret without it nobody who reads what is kept can try which body it was: one may hold a password */
    public Repeats(RepeatStore store, Supplier<byte[]> secret) {
        this.store = store;
        this.secret = secret;
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
        String fingerprint = fingerprint(request);
        RepeatStore.Kept kept = store.begin(place, fingerprint);
        if (kept != null) {
            return repeat(kept, fingerprint);
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

    private String fingerprint(Request request) {
        byte[] operation =
                ("repeat " + request.method() + " " + request.target() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] content = request.content();
        byte[] all = Arrays.copyOf(operation, operation.length + content.length);
        System.arraycopy(content, 0, all, operation.length, content.length);
        return Keys.signature(secret.get(), all);
    }
}
