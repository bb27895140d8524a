package io.rollcall.probe;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of an answer, as conditions and metrics see them: numbers, true or false, text, or null. */
final class SqlRows {
    private final ResultSet answer;
    private final ResultSetMetaData names;

    SqlRows(ResultSet answer) throws SQLException {
        this.answer = answer;
        this.names = answer.getMetaData();
    }

    boolean next() throws SQLException {
        return answer.next();
    }

    boolean hasColumn(String name) throws SQLException {
        for (int column = 1; column <= names.getColumnCount(); column++) {
            if (names.getColumnLabel(column).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The first column as text. */
    @Nullable
    String firstText() throws SQLException {
        return answer.getString(1);
    }

    /** The columns of this row by name. */
    Map<String, @Nullable Object> columns() throws SQLException {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int column = 1; column <= names.getColumnCount(); column++) {
            Object value = answer.getObject(column);
            boolean plain = value instanceof Number || value instanceof Boolean;
            columns.put(names.getColumnLabel(column), plain ? value : answer.getString(column));
        }
        return columns;
    }

    /** A column of this row; not a number when it is null. */
    double number(String column) throws SQLException {
        double found = answer.getDouble(column);
        return answer.wasNull() ? Double.NaN : found;
    }

    /** This row's number is its column {@code value}, what it is labelled with are the others. */
    void addTo(Series series) throws SQLException {
        Map<String, String> labels = new LinkedHashMap<>();
        double number = Double.NaN;
        for (int column = 1; column <= names.getColumnCount(); column++) {
            String name = names.getColumnLabel(column);
            if (name.equalsIgnoreCase("value")) {
                number = number(name);
            } else {
                labels.put(name, String.valueOf(answer.getString(column)));
            }
        }
        series.add(labels, number);
    }
}
