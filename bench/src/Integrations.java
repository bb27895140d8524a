import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Route files with so many HTTP integrations of a target, a hundred to a file. */
final class Integrations {
    private static final int PER_FILE = 100;
    private static final String ENTRY =
            """
            - templatedRoute:
                routeTemplateRef: http
                routeId: service-%1$d
                parameters:
                  - { name: name, value: Service %1$d }
                  - { name: url, value: "http://127.0.0.1:%2$d/%1$d" }
                  - { name: interval, value: %3$s }
            """;

    private Integrations() {}

    /** Writes them into a folder. */
    static void write(Path folder, int count, String interval, int port) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder();
        for (int number = 1; number <= count; number++) {
            text.append(ENTRY.formatted(number, port, interval));
            if (number % PER_FILE == 0 || number == count) {
                Files.writeString(folder.resolve("services-" + number + ".camel.yaml"), text);
                text.setLength(0);
            }
        }
    }
}
