package io.rollcall.story;

import io.rollcall.store.Sql;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Looks into the tables of a story's database, over connections of its own. */
final class Tables {
    private Tables() {}

    static Sql at(String jdbcUrl) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        return new Sql(source);
    }

    /** The single value that the question has for an answer; empty while there is no such table or row. */
    static String value(Sql sql, String question, Object... parameters) {
        try {
            return sql.rows(question, parameters).stream()
                    .map(row -> String.valueOf(row.values().iterator().next()))
                    .findFirst()
                    .orElse("");
        } catch (SQLException e) {
            return "";
        }
    }
}
