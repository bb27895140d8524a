package io.rollcall.probe;

import java.util.Properties;

/**
 * Which database, as whom: what connections are pooled by. Its text shows no credentials.
 *
 * @param url as the driver takes it
 * @param user or empty
 * @param password or empty
 */
record SqlAddress(String url, String user, String password) {

    /** From parameters {@code url}, {@code username} and {@code password}; the latter two win over the url's own. */
    static SqlAddress of(Parameters parameters) {
        String url = parameters.text("url");
        if (url.startsWith("jdbc:")) {
            return new SqlAddress(known(url), parameters.text("username", ""), parameters.text("password", ""));
        }
        Address address = Address.of(url);
        String user = address.user();
        String password = address.password();
        String rest = address.host()
                + (address.port() < 0 ? "" : ":" + address.port())
                + "/" + address.path()
                + (address.query().isEmpty() ? "" : "?" + address.query());
        return new SqlAddress(
                known("jdbc:" + address.scheme().replaceFirst("^postgres$", "postgresql") + "://" + rest),
                parameters.text("username", user == null ? "" : user),
                parameters.text("password", password == null ? "" : password));
    }

    private static String known(String url) {
        // The MariaDB driver speaks to MySQL too.
        String mapped = url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
        if (mapped.startsWith("jdbc:postgresql:") || mapped.startsWith("jdbc:mariadb:")) {
            return mapped;
        }
        throw new IllegalArgumentException("Parameter url must be that of a PostgreSQL, MariaDB or MySQL database");
    }

    boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** Who connects, over which sockets. */
    Properties properties() {
        Properties properties = new Properties();
        properties.put("socketFactory", JdbcSockets.class.getName());
        if (!user.isEmpty()) {
            properties.put("user", user);
        }
        if (!password.isEmpty()) {
            properties.put("password", password);
        }
        if (isPostgres()) {
            properties.put("ApplicationName", "rollcall");
            // A cancelled statement waits for the cancel request to be taken; in seconds.
            properties.put("cancelSignalTimeout", "1");
        }
        return properties;
    }

    @Override
    public String toString() {
        return isPostgres() ? "PostgreSQL database" : "MariaDB or MySQL database";
    }
}
