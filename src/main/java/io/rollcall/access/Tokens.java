package io.rollcall.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes and removes tokens, by the same rules wherever it is asked for, and notes who did it. All methods throw StoreException
 * when the database does not answer. Thread-safe.
 */
public final class Tokens {
    private static final int ID = 8;

    private final TokenStore store;
    private final Audit audit;
    private final Clock clock;

    public Tokens(TokenStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A token as somebody wants it.
     *
     * @param path what it opens, and what is below it, as {@link Token#path} answers it
     * @param lifetime null for one that does not end
     */
    public record Wanted(String name, Role role, String path, @Nullable Duration lifetime) {}

    /**
     * A token that was made.
     *
     * @param secret the token itself, which is kept nowhere
     */
    public record Made(Token token, String secret) {
        @Override
        public String toString() {
            return "Made[" + token + "]";
        }
    }

    /** All of them by name, expired ones too. */
    public List<Token> all() {
        return store.all();
    }

    /** Empty when there is one of that name already. */
    public Optional<Made> add(Author by, Wanted wanted) {
        String secret = Token.MARK + Keys.random();
        Instant now = clock.instant();
        Token token = new Token(
                UUID.randomUUID().toString().substring(0, ID),
                wanted.name(),
                Keys.hash(secret),
                wanted.role(),
                wanted.path(),
                by.name(),
                now,
                wanted.lifetime() == null ? null : now.plus(wanted.lifetime()));
        if (!store.add(token)) {
            return Optional.empty();
        }
        audit.note(by.name(), by.address(), new Audit.Deed("token-add", wanted.name(), "done"));
        return Optional.of(new Made(token, secret));
    }

    /** Takes the id, else the name; false when there is none. */
    public boolean remove(Author by, String which) {
        boolean done = store.remove(which);
        if (done) {
            audit.note(by.name(), by.address(), new Audit.Deed("token-remove", which, "done"));
        }
        return done;
    }
}
