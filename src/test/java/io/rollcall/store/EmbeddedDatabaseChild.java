package io.rollcall.store;

import java.nio.file.Files;
import java.nio.file.Path;

/** An engine in a process of its own that a test can kill: runs the database of a data folder until its
 * input ends. A file named ready says that it does. */
final class EmbeddedDatabaseChild {
    private EmbeddedDatabaseChild() {}

    public static void main(String[] arguments) throws Exception {
        try (Database database = Database.embedded(Path.of(arguments[0]))) {
            database.migrate();
            new Sql(database.dataSource()).execute("INSERT INTO open_day VALUES ('2026-01-01')");
            Files.createFile(Path.of(arguments[0], "ready"));
            System.in.read();
        }
    }
}
