package io.rollcall.store;

import java.sql.SQLException;

/** What kind of refusal an exception from the database is. */
public final class SqlStates {
    private SqlStates() {}

    /** True when the data is at fault (SQLState classes 21 to 23): the same statement would be refused again. */
    public static boolean isAboutContent(Throwable refusal) {
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().matches("2[123].*");
            }
        }
        return false;
    }
}
