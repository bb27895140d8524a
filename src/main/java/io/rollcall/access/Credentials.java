package io.rollcall.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who calls, by what he shows: answered from memory, as the tables were when the database last answered. Thread-safe.
 */
public final class Credentials {
    /** So often the use of a session is noted at most. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Session.Limits limits;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Session> used = new ConcurrentHashMap<>();
    private final Map<String, Caller> keyFiles = new ConcurrentHashMap<>();
    private volatile Map<String, Role> people = Map.of();
    private volatile Map<String, Token> tokens = Map.of();
    private volatile boolean known;

    public Credentials(Clock clock, Session.Limits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /** False until the tables were read for the first time since the start. */
    public boolean known() {
        return known;
    }

    /**
     * Whether there may still be a caller of that name. Of people whom an identity provider lets in nobody here can say that
     * there is none any more.
     */
    public boolean mayBe(String name) {
        return !known
                || people.containsKey(name)
                || name.startsWith(OpenId.MARK)
                || tokens.values().stream().anyMatch(token -> name.equals(Caller.ofToken(token.name())))
                || keyFiles.values().stream().anyMatch(caller -> name.equals(caller.name()));
    }

    /** Whose session it is, by what the cookie holds; empty when there is none, or it is over. */
    public Optional<Caller> bySession(String id) {
        Session session = sessions.get(Keys.hash(id));
        Instant now = clock.instant();
        if (session == null || session.over(now, limits) || session.local() && !unchanged(session)) {
            return Optional.empty();
        }
        if (Duration.between(session.seenAt(), now).compareTo(NOTED_EVERY) >= 0) {
            sessions.computeIfPresent(session.hash(), (hash, found) -> found.seen(now));
            used.put(session.hash(), session.seen(now));
        }
        return Optional.of(new Caller(session.name(), session.role(), Caller.EVERYWHERE, true));
    }

    private boolean unchanged(Session session) {
        return session.role() == people.get(session.name());
    }

    /** Whose token it is; empty when there is none, or it is over. */
    public Optional<Caller> byToken(String given) {
        String hash = Keys.hash(given);
        Token token = tokens.get(hash);
        if (token == null) {
            return Optional.ofNullable(keyFiles.get(hash));
        }
        return token.expired(clock.instant())
                ? Optional.empty()
                : Optional.of(new Caller(Caller.ofToken(token.name()), token.role(), token.path(), false));
    }

    /** Lets in whoever shows this key, with or without a database, until this process ends. */
    public void accept(String key, Caller caller) {
        keyFiles.put(Keys.hash(key), caller);
    }

    /** How long sessions last. */
    public Session.Limits limits() {
        return limits;
    }

    /** What the tables hold. */
    record Tables(Collection<Person> people, Collection<Session> sessions, Collection<Token> tokens) {}

    void take(Tables tables) {
        people = tables.people().stream().collect(Collectors.toMap(Person::name, Person::role));
        tokens = tables.tokens().stream().collect(Collectors.toMap(Token::hash, Function.identity()));
        Map<String, Session> kept =
                tables.sessions().stream().collect(Collectors.toMap(Session::hash, Function.identity()));
        sessions.keySet().retainAll(kept.keySet());
        kept.forEach((hash, session) -> sessions.merge(hash, session, Credentials::later));
        known = true;
    }

    private static Session later(Session one, Session other) {
        return other.seenAt().isAfter(one.seenAt()) ? other : one;
    }

    void begin(Session session) {
        Map<String, Role> more = new HashMap<>(people);
        if (session.local()) {
            more.put(session.name(), session.role());
        }
        people = Map.copyOf(more);
        sessions.put(session.hash(), session);
    }

    void end(String hash) {
        sessions.remove(hash);
        used.remove(hash);
    }

    /** Sessions whose use is to be noted; each is handed out once. */
    List<Session> takeUsed() {
        List<Session> taken = List.copyOf(used.values());
        taken.forEach(session -> used.remove(session.hash(), session));
        return taken;
    }
}
