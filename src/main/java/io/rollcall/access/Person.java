package io.rollcall.access;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Somebody who logs in with a password of Rollcall.
 *
 * @param password as it is kept, see {@link Passwords}
 */
public record Person(String name, Role role, String password, Instant createdAt, Instant changedAt) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");

    /** The name in small letters. Throws IllegalArgumentException saying what a name is. */
    public static String name(String given) {
        String name = given.strip().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name has letters, digits and . _ @ + - and begins with one of the former");
        }
        return name;
    }

    /** Throws IllegalArgumentException when the password is too short or too long. */
    public static String password(String given) {
        if (given.length() < Passwords.SHORTEST || given.length() > Passwords.LONGEST) {
            throw new IllegalArgumentException(
                    "a password has " + Passwords.SHORTEST + " to " + Passwords.LONGEST + " characters");
        }
        return given;
    }

    @Override
    public String toString() {
        return "Person[" + name + ", " + role.word() + "]";
    }
}
