package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rollcall.access.Role;
import io.rollcall.access.Token;
import io.rollcall.access.Tokens;
import io.rollcall.integration.DurationText;
import java.time.Duration;
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

    /** @param token itself; null when the request came again, as it is kept nowhere */
    record Made(@JsonUnwrapped ShownToken shown, @Nullable String token) {
        @Override
        public String toString() {
            return "Made[" + shown + "]";
        }
    }

    /** @param next what {@code after} must be for the next page; null on the last one */
    record Page(List<ShownToken> tokens, int total, @Nullable String next) {}

    /** A page of all, by name. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            Slice<Token> slice = Slice.of(tokens.all(), Token::name, request);
            List<ShownToken> shown = slice.items().stream().map(ShownToken::of).toList();
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
            ShownToken shown = ShownToken.of(made.token());
            return Reply.created("/api/tokens/" + shown.id(), new Made(shown, made.secret()))
                    .once(new Made(shown, null));
        });
    }

    private static Tokens.Wanted wanted(Wanted given) {
        String name = Refused.checked("name", () -> Token.name(Objects.requireNonNullElse(given.name(), "")));
        String scope = Objects.requireNonNullElse(given.scope(), Role.VIEWER.scope());
        Role role = Refused.checked("scope", () -> Role.ofScope(scope));
        String path = Refused.checked("path", () -> Token.path(Objects.requireNonNullElse(given.path(), "/")));
        String length = given.duration();
        Duration lifetime = length == null ? null : Refused.checked("duration", () -> DurationText.parse(length));
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
