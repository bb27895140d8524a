package io.rollcall.access;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds, changes and removes people, by the same rules wherever it is asked for, and notes who did it. All methods throw
 * StoreException when the database does not answer. Thread-safe.
 */
public final class Directory {
    private final PersonStore people;
    private final ProfileStore profiles;
    private final Passwords passwords;
    private final Audit audit;

    public Directory(PersonStore people, ProfileStore profiles, Passwords passwords, Audit audit) {
        this.people = people;
        this.profiles = profiles;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** What became of it; nothing was changed unless it is done. */
    public enum Outcome {
        DONE,
        /** There is nobody of that name. */
        UNKNOWN,
        /** There is somebody of that name already. */
        TAKEN,
        /** Nobody would be left who is an admin. */
        LAST_ADMIN,
        /** Somebody else was faster. */
        CHANGED,
        /** An identity provider says who this is and what he may do. */
        ELSEWHERE
    }

    /**
     * What shall be different.
     *
     * @param role null for the one before
     * @param password null for the one before; its length is right ({@link Person#password})
     * @param version what {@link Profile#changedAt} must still be; null where it does not matter
     */
    public record Change(@Nullable Role role, @Nullable String password, @Nullable Instant version) {
        @Override
        public String toString() {
            return "Change[role=" + role + "]";
        }
    }

    /**
     * Adds somebody.
     *
     * @param password its length is right ({@link Person#password})
     */
    public Outcome add(Author by, String name, Role role, String password) {
        boolean done = people.add(name, role, passwords.hash(password));
        return noted(by, "user-add", name, done ? Outcome.DONE : Outcome.TAKEN);
    }

    /** Gives somebody another role, password or both. Ends the sessions of that person. */
    public Outcome change(Author by, String name, Change change) {
        String password = change.password() == null ? null : passwords.hash(change.password());
        boolean done = people.change(name, change.role(), password, change.version());
        Outcome outcome = done ? Outcome.DONE : whyNot(name, change.version());
        if (change.role() != null) {
            noted(by, "user-role", name, outcome);
        }
        return password == null ? outcome : noted(by, "user-password", name, outcome);
    }

    /** Removes somebody, and ends sessions and devices of that person. */
    public Outcome remove(Author by, String name) {
        return noted(by, "user-remove", name, people.remove(name) ? Outcome.DONE : whyNot(name, null));
    }

    /** Ends all sessions under that name, also of somebody from a provider, and answers how many there were. */
    public int endSessions(Author by, String name) {
        int ended = profiles.endSessions(name);
        noted(by, "user-sessions-end", name, Outcome.DONE);
        return ended;
    }

    private Outcome whyNot(String name, @Nullable Instant version) {
        Optional<Profile> found = profiles.find(name);
        if (found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (!found.get().local()) {
            return Outcome.ELSEWHERE;
        }
        boolean same = version == null || version.equals(found.get().changedAt());
        return same ? Outcome.LAST_ADMIN : Outcome.CHANGED;
    }

    private Outcome noted(Author by, String action, String name, Outcome outcome) {
        if (outcome == Outcome.DONE) {
            audit.note(by.name(), by.address(), new Audit.Deed(action, name, "done"));
        }
        return outcome;
    }
}
