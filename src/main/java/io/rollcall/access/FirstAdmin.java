package io.rollcall.access;

import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;
import java.util.function.Consumer;

/** Makes the first admin where there is nobody yet, once the database answers. */
public final class FirstAdmin {
    private static final int BYTES = 15;

    private final PersonStore people;
    private final DatabaseState database;
    private final Passwords passwords;
    private final Wanted wanted;
    private final Consumer<String> tell;
    private boolean done;

    /**
     * Whom to make.
     *
     * @param password empty for one that is made, and told once
     */
    public record Wanted(String name, String password) {
        @Override
        public String toString() {
            return "Wanted[" + name + "]";
        }
    }

    /** @param tell shows the password that was made to whoever starts this, and never to a log */
    public FirstAdmin(
            PersonStore people, DatabaseState database, Passwords passwords, Wanted wanted, Consumer<String> tell) {
        this.people = people;
        this.database = database;
        this.passwords = passwords;
        this.wanted = wanted;
        this.tell = tell;
    }

    /** Looks, and makes it. Called by a timer; does nothing after the first time that the database answers. */
    public synchronized void make() {
        if (done || !database.up()) {
            return;
        }
        try {
            if (people.all().isEmpty()) {
                make(wanted.password().isEmpty());
            }
            done = true;
        } catch (StoreException e) {
            database.missed(e);
        }
    }

    private void make(boolean own) {
        String password = own ? Keys.random(BYTES) : wanted.password();
        boolean made = people.addFirst(wanted.name(), passwords.hash(password));
        if (made && own) {
            tell.accept("Log in as " + wanted.name() + " with the password " + password
                    + " (shown only this once; ./rollcall user password " + wanted.name() + " sets another one).");
        }
    }
}
