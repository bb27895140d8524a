package io.rollcall.web;

import io.rollcall.access.Role;
import io.rollcall.access.Token;
import io.rollcall.access.Tokens;
import io.rollcall.integration.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Tokens of programs. What a token is goes out once, when it is made. Thread-safe. */
public final class TokenApi {
    private final Frame frame;
    private final Tokens tokens;
    private final Runnable follow;

    /** @param follow has the engine take over at once what changed */
    public TokenApi(Frame frame, Tokens tokens, Runnable follow) {
        this.frame = frame;
        this.tokens = tokens;
        this.follow = follow;
    }

    /**
     * A token as somebody wants it.
     *
     * @param scope null for read
     * @param path null for everything
     * @param duration how long it holds, such as 90d; null for one that does not end
     */
    record Wanted(@Nullable String name, @Nullable String scope, @Nullable String path, @Nullable String duration) {}

    record Shown(
            String id,
            String name,
            String scope,
            String path,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        static Shown of(Token token) {
            return new Shown(
                    token.id(),
                    token.name(),
                    token.role().scope(),
                    token.path(),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt());
        }
    }

    /** @param token itself; null when the request came again, as it is kept nowhere */
    record Made(
            String id,
            String name,
            String scope,
            String path,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable String token) {
        static Made of(Token made, @Nullable String secret) {
            Shown shown = Shown.of(made);
            return new Made(
                    shown.id(),
                    shown.name(),
                    shown.scope(),
                    shown.path(),
                    shown.createdBy(),
                    shown.createdAt(),
                    shown.expiresAt(),
                    secret);
        }

        @Override
        public String toString() {
            return "Made[" + id + ", " + name + "]";
        }
    }

    /** @param next what {@code after} must be for the next page; null on the last one */
    record Page(List<Shown> tokens, int total, @Nullable String next) {}

    /** A page of all, by name. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            Slice<Token> slice = Slice.of(tokens.all(), Token::name, request);
            List<Shown> shown = slice.items().stream().map(Shown::of).toList();
            return Reply.ok(new Page(shown, slice.total(), slice.next())).tagged("tokens");
        });
    }

    /** Makes one. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            Tokens.Wanted wanted = wanted(request.body(Wanted.class));
            Tokens.Made made = tokens.add(PeopleApi.author(request), wanted)
                    .orElseThrow(() -> Refused.of(409, "There is a token '" + wanted.name() + "' already"));
            follow.run();
            return Reply.created("/api/tokens/" + made.token().id(), Made.of(made.token(), made.secret()))
                    .once(Made.of(made.token(), null));
        });
    }

    private static Tokens.Wanted wanted(Wanted given) {
        String name = SilenceApi.mend("name", () -> Token.name(Objects.requireNonNullElse(given.name(), "")));
        String scope = Objects.requireNonNullElse(given.scope(), Role.VIEWER.scope());
        Role role = SilenceApi.mend("scope", () -> Role.ofScope(scope));
        String path = SilenceApi.mend("path", () -> Token.path(Objects.requireNonNullElse(given.path(), "/")));
        String length = given.duration();
        Duration lifetime = length == null ? null : SilenceApi.mend("duration", () -> DurationText.parse(length));
        return new Tokens.Wanted(name, role, path, lifetime);
    }

    /** Removes one. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            String which = request.part("id");
            if (!tokens.remove(PeopleApi.author(request), which)) {
                throw Refused.of(404, "There is no token '" + which + "'");
            }
            follow.run();
            return Reply.none();
        });
    }
}
