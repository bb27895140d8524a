package io.rollcall.app;

import io.rollcall.access.Audit;
import io.rollcall.access.AuditEntry;
import io.rollcall.access.AuditStore;
import io.rollcall.access.Author;
import io.rollcall.access.Directory;
import io.rollcall.access.Passwords;
import io.rollcall.access.Person;
import io.rollcall.access.PersonStore;
import io.rollcall.access.ProfileStore;
import io.rollcall.access.Role;
import io.rollcall.access.Session;
import io.rollcall.access.Token;
import io.rollcall.access.TokenStore;
import io.rollcall.access.Tokens;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.store.Jdbc;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People, tokens and the audit log from the command line, with an engine running or without. A running engine takes changes
 * over within a second. Mistakes are InvalidConfigurationException, a database that is away StoreException.
 */
public final class AccessDesk implements Accounts {
    private static final Author AUTHOR =
            new Author(AccessParts.COMMAND_LINE + ": " + System.getProperty("user.name"), null);

    private final Memory memory;
    private final PersonStore people;
    private final Directory directory;
    private final Tokens tokens;
    private final AuditStore auditStore;
    private final Clock clock;

    public AccessDesk(Settings settings, Clock clock) {
        this.clock = clock;
        this.memory = Memory.open(settings);
        try {
            Jdbc jdbc = memory.jdbc();
            Passwords passwords = new Passwords(settings.count("rollcall.access.password-rounds"));
            Session.Limits limits = new Session.Limits(
                    settings.duration("rollcall.access.session-idle"),
                    settings.duration("rollcall.access.session-length"));
            this.people = new PersonStore(jdbc);
            this.auditStore = new AuditStore(jdbc, Parts.json());
            Audit audit = new Audit(auditStore, clock);
            this.directory = new Directory(people, new ProfileStore(jdbc, clock, limits), passwords, audit);
            this.tokens = new Tokens(new TokenStore(jdbc), audit, clock);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    @Override
    public List<Person> people() {
        return people.all();
    }

    @Override
    public void addPerson(String name, Role role, String password) {
        require(name, directory.add(AUTHOR, name, role, password));
    }

    @Override
    public void changeRole(String name, Role role) {
        require(name, directory.change(AUTHOR, name, new Directory.Change(role, null, null)));
    }

    @Override
    public void changePassword(String name, String password) {
        require(name, directory.change(AUTHOR, name, new Directory.Change(null, password, null)));
    }

    @Override
    public int endSessions(String name) {
        return directory.endSessions(AUTHOR, name);
    }

    @Override
    public void removePerson(String name) {
        require(name, directory.remove(AUTHOR, name));
    }

    private static void require(String name, Directory.Outcome outcome) {
        String why =
                switch (outcome) {
                    case DONE -> null;
                    case TAKEN -> "there is a user of that name already";
                    case LAST_ADMIN -> "the only admin; make another one first: ./rollcall user role NAME admin";
                    case UNKNOWN, CHANGED, ELSEWHERE -> "no such user";
                };
        if (why != null) {
            throw mistake(name + ": " + why);
        }
    }

    @Override
    public List<Token> tokens() {
        return tokens.all();
    }

    @Override
    public String addToken(String name, Role role, String path, @Nullable Duration lifetime) {
        return tokens.add(AUTHOR, new Tokens.Wanted(name, role, path, lifetime))
                .orElseThrow(() -> mistake(name + ": there is a token of that name already"))
                .secret();
    }

    @Override
    public void removeToken(String which) {
        if (!tokens.remove(AUTHOR, which)) {
            throw mistake(which + ": no such token");
        }
    }

    /** The newest entries of the audit log, the newest first. */
    public List<AuditEntry> audit(int most) {
        return auditStore.before(clock.instant().plus(Duration.ofMinutes(1)), new UUID(0, 0), most);
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
