package io.rollcall.app;

import io.rollcall.access.Person;
import io.rollcall.access.Role;
import io.rollcall.access.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People and tokens as commands change them, here or at an engine elsewhere. What is refused is an exception whose message says
 * why. Names, passwords and paths are as {@link Person} and {@link Token} have them.
 */
public interface Accounts extends AutoCloseable {
    /** Everybody, by name; passwords only where they are kept. */
    List<Person> people() throws IOException, InterruptedException;

    void addPerson(String name, Role role, String password) throws IOException, InterruptedException;

    void changeRole(String name, Role role) throws IOException, InterruptedException;

    void changePassword(String name, String password) throws IOException, InterruptedException;

    /** Whoever is logged in under that name is not any longer; answers how often that was. */
    int endSessions(String name) throws IOException, InterruptedException;

    void removePerson(String name) throws IOException, InterruptedException;

    /** All tokens, by name; hashes only where they are kept. */
    List<Token> tokens() throws IOException, InterruptedException;

    /**
     * Makes a token.
     *
     * @param path what it opens, and what is below it
     * @param lifetime null for one that does not end
     * @return the token itself, which is kept nowhere
     */
    String addToken(String name, Role role, String path, @Nullable Duration lifetime)
            throws IOException, InterruptedException;

    /** Takes the id or the name. */
    void removeToken(String which) throws IOException, InterruptedException;

    @Override
    void close();
}
