package io.rollcall.access;

import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Decides whether somebody who names himself is let in. Thread-safe. */
public final class Login {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Hashing is made to cost; more at the same time would take the processor from the checks. */
    private final Semaphore hashing = new Semaphore(2);

    private final PersonStore people;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginLimit limit;
    private final Audit audit;
    private final DatabaseState database;

    /** What it needs. */
    public record Parts(PersonStore people, Sessions sessions, LoginLimit limit, Audit audit) {}

    public Login(Parts parts, Passwords passwords, DatabaseState database) {
        this.people = parts.people();
        this.sessions = parts.sessions();
        this.limit = parts.limit();
        this.audit = parts.audit();
        this.passwords = passwords;
        this.database = database;
    }

    /** What became of it. */
    public sealed interface Result {
        /** Logged in; the id is what the cookie holds. */
        record Done(String session, String name, Role role) implements Result {
            @Override
            public String toString() {
                return "Done[" + name + "]";
            }
        }

        /** No such name, or another password: which of both is said to nobody. */
        record Wrong() implements Result {}

        /** Too many attempts. */
        record Wait(Duration time) implements Result {}

        /** The database does not answer, so nobody can be looked up. */
        record Away() implements Result {}
    }

    /** Tries it. */
    public Result attempt(String given, String password, String address) {
        String name = given.strip().toLowerCase(Locale.ROOT);
        if (!database.up()) {
            return new Result.Away();
        }
        Optional<Duration> wait = limit.begin(name, address);
        if (wait.isPresent() || !hashing.tryAcquire()) {
            return new Result.Wait(wait.orElse(SOON));
        }
        try {
            return judge(name, password, address);
        } catch (StoreException e) {
            database.missed(e);
            return new Result.Away();
        } finally {
            hashing.release();
        }
    }

    private Result judge(String name, String password, String address) {
        Optional<Person> found = people.find(name);
        if (found.isEmpty()) {
            passwords.matchNobody(password);
        }
        if (found.isEmpty() || !passwords.matches(password, found.get().password())) {
            audit.note(null, address, new Audit.Deed("login", name, "refused"));
            return new Result.Wrong();
        }
        Person person = found.get();
        if (passwords.isOld(person.password())) {
            people.rehash(person, passwords.hash(password));
        }
        String session = sessions.begin(name, person.role(), true);
        limit.succeeded(name, address);
        audit.note(name, address, new Audit.Deed("login", name, "done"));
        return new Result.Done(session, name, person.role());
    }
}
