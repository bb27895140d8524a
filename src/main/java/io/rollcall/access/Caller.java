package io.rollcall.access;

/**
 * Who calls.
 *
 * @param name of the user or the token
 * @param path the caller may only call this path and what is below it; {@code /} for all
 * @param session whether a cookie says so, which a browser sends unasked
 */
public record Caller(String name, Role role, String path, boolean session) {
    public static final String EVERYWHERE = "/";

    /** What whoever shows the token of that name is called; no person can have such a name. */
    static String ofToken(String name) {
        return "token:" + name;
    }

    /** Whether the role is enough, and the path one of the caller's. */
    public boolean may(Role needed, String normalizedPath) {
        return role.includes(needed)
                && (path.equals(EVERYWHERE) || new PathPattern(path + "/*").matches(normalizedPath));
    }
}
