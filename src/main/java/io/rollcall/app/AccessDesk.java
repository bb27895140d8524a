package io.rollcall.app;

import io.rollcall.access.Audit;
import io.rollcall.access.AuditEntry;
import io.rollcall.access.AuditStore;
import io.rollcall.access.Keys;
import io.rollcall.access.Passwords;
import io.rollcall.access.Person;
import io.rollcall.access.PersonStore;
import io.rollcall.access.Role;
import io.rollcall.access.Token;
import io.rollcall.access.TokenStore;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.store.Jdbc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People, tokens and the audit log from the command line, with an engine running or without. A running engine takes changes
 * over within a second. Mistakes are InvalidConfigurationException, a database that is away StoreException.
 */
public final class AccessDesk implements AutoCloseable {
    private final Memory memory;
    private final PersonStore people;
    private final TokenStore tokens;
    private final AuditStore auditStore;
    private final Audit audit;
    private final Clock clock;
    private final Passwords passwords;

    public AccessDesk(Settings settings, Clock clock) {
        this.clock = clock;
        this.memory = Memory.open(settings);
        this.passwords = new Passwords(settings.count("rollcall.access.password-rounds"));
        try {
            Jdbc jdbc = memory.jdbc();
            this.people = new PersonStore(jdbc);
            this.tokens = new TokenStore(jdbc);
            this.auditStore = new AuditStore(jdbc, Parts.json());
            this.audit = new Audit(auditStore, clock);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    public List<Person> people() {
        return people.all();
    }

    public void addPerson(String name, Role role, String password) {
        String kept = passwords.hash(checked(() -> Person.password(password)));
        done("user-add", name, people.add(name, role, kept), "there is a user of that name already");
    }

    public void changeRole(String name, Role role) {
        done("user-role", name, people.changeRole(name, role), whyNot(name));
    }

    public void changePassword(String name, String password) {
        String kept = passwords.hash(checked(() -> Person.password(password)));
        done("user-password", name, people.changePassword(name, kept), "no such user");
    }

    public void removePerson(String name) {
        done("user-remove", name, people.remove(name), whyNot(name));
    }

    /** Why somebody is neither removed nor given another role. */
    private String whyNot(String name) {
        return people.find(name).isEmpty()
                ? "no such user"
                : "the only admin; make another one first: ./rollcall user role NAME admin";
    }

    public List<Token> tokens() {
        return tokens.all();
    }

    /**
     * Makes a token.
     *
     * @param path what it opens, and what is below it
     * @param lifetime null for one that does not end
     * @return the token itself, which is kept nowhere
     */
    public String addToken(String name, Role role, String path, @Nullable Duration lifetime) {
        String token = Token.MARK + Keys.random();
        Instant now = clock.instant();
        Token kept = new Token(
                UUID.randomUUID().toString().substring(0, 8),
                name,
                Keys.hash(token),
                role,
                checked(() -> Token.path(path)),
                author(),
                now,
                lifetime == null ? null : now.plus(lifetime));
        done("token-add", name, tokens.add(kept), "there is a token of that name already");
        return token;
    }

    /** Takes the id or the name. */
    public void removeToken(String which) {
        done("token-remove", which, tokens.remove(which), "no such token");
    }

    /** The newest entries of the audit log, the newest first. */
    public List<AuditEntry> audit(int most) {
        return auditStore.before(clock.instant().plus(Duration.ofMinutes(1)), most);
    }

    private void done(String action, String target, boolean done, String otherwise) {
        if (!done) {
            throw mistake(target + ": " + otherwise);
        }
        audit.note(author(), null, new Audit.Deed(action, target, "done"));
    }

    private static String author() {
        return AccessParts.COMMAND_LINE + ": " + System.getProperty("user.name");
    }

    /** The answer of something that complains about what was given. */
    public static <T> T checked(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationException mistake(String what) {
        return new InvalidConfigurationException(List.of(new Problem("access", 0, null, what)));
    }

    @Override
    public void close() {
        memory.close();
    }
}
