package io.rollcall.web;

import io.rollcall.access.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as the API and commands show it: never what it is. */
public record ShownToken(
        String id,
        String name,
        String scope,
        String path,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    public static ShownToken of(Token token) {
        return new ShownToken(
                token.id(),
                token.name(),
                token.role().scope(),
                token.path(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt());
    }
}
