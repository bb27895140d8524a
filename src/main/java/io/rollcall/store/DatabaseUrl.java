package io.rollcall.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who we are there (settings {@code rollcall.database.*}, {@code DATABASE_URL}).
 *
 * @param jdbcUrl the address for the driver, never with a password
 * @param user or null to let the driver decide
 * @param password or null; never shown
 */
public record DatabaseUrl(String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final String JDBC = "jdbc:postgresql://";
    private static final Pattern PREFIX = Pattern.compile("(jdbc:)?postgres(ql)?://(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOSTS =
            Pattern.compile("(([\\w.-]+|\\[[0-9a-fA-F:]+])(:\\d{1,5})?)(,([\\w.-]+|\\[[0-9a-fA-F:]+])(:\\d{1,5})?)*");
    private static final String EXPECTED = "Not the address of a PostgreSQL database: expected "
            + "postgres://user:password@host:5432/database or jdbc:postgresql://host:5432/database"
            + " (special characters in user and password percent-encoded)";

    /**
     * Reads the address in either form that is in use.
     *
     * @throws IllegalArgumentException when it is neither; the message says what would be right and shows nothing of it
     */
    public static DatabaseUrl parse(String url) {
        Matcher prefix = PREFIX.matcher(url.strip());
        if (!prefix.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String rest = prefix.group(3);
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        int at = place.lastIndexOf('@');
        String hostsAndName = place.substring(at + 1);
        if (!HOSTS.matcher(hostsAndName.split("/", 2)[0]).matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String[] login = at < 0 ? new String[0] : place.substring(0, at).split(":", 2);
        String user = login.length > 0 ? decoded(login[0]) : null;
        String password = login.length > 1 ? decoded(login[1]) : null;
        List<String> options = new ArrayList<>();
        for (String option : question < 0 ? new String[0] : rest.substring(question + 1).split("&")) {
            String[] pair = option.split("=", 2);
            String value = pair.length > 1 ? pair[1] : "";
            switch (pair[0].toLowerCase(Locale.ROOT)) {
                case "user" -> user = decoded(value);
                case "password" -> password = decoded(value);
                case "" -> {}
                default -> options.add(option);
            }
        }
        String query = options.isEmpty() ? "" : "?" + String.join("&", options);
        return new DatabaseUrl(JDBC + hostsAndName + query, user, password);
    }

    /** The same place with another login, where one is given: settings of their own win over the address. */
    public DatabaseUrl withLogin(@Nullable String otherUser, @Nullable String otherPassword) {
        return new DatabaseUrl(
                jdbcUrl,
                otherUser == null || otherUser.isBlank() ? user : otherUser,
                otherPassword == null || otherPassword.isBlank() ? password : otherPassword);
    }

    private static String decoded(String text) {
        try {
            // In this part of an address a plus is a plus, which the decoder of form fields would turn into a space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /** Never shows the password, nor options, which may hold one for a key file. */
    @Override
    public String toString() {
        return jdbcUrl.split("\\?", 2)[0];
    }
}
