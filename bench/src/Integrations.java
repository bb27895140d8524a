import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Route files with so many integrations of a target, a hundred to a file: all HTTP, or of mixed kinds. */
final class Integrations {
    private static final int PER_FILE = 100;
    private static final Entry HTTP = new Entry("http", true, "      - { name: url, value: \"http://127.0.0.1:%2$d/%1$d\" }\n");

    /** What every ten integrations of a mixed run are. */
    private static final List<Entry> MIX = List.of(
            HTTP,
            HTTP,
            HTTP,
            HTTP,
            new Entry(
                    "http",
                    true,
                    """
                          - { name: url, value: "http://127.0.0.1:%2$d/%1$d" }
                          - { name: headers, value: "Accept: application/json" }
                          - { name: healthy-when, value: 'status == 200 and body.status == "ok" and header.content-type contains "json"' }
                          - { name: metrics, value: "answer_size (bytes) = size" }
                          - { name: sub-checks, value: "small: size < 1KB => Answer of {size}" }
                    """),
            new Entry("tcp", false, """
                          - { name: host, value: 127.0.0.1 }
                          - { name: port, value: "%2$d" }
                    """),
            new Entry(
                    "multi-step",
                    true,
                    """
                          - { name: url, value: "http://127.0.0.1:%2$d" }
                          - name: steps
                            value: |
                              - name: first
                                get: /%1$d
                              - name: second
                                get: /%1$d
                          - { name: healthy-when, value: 'body.second.status == "ok"' }
                    """),
            new Entry(
                    "camel",
                    true,
                    """
                          - { name: uri, value: "http://127.0.0.1:%2$d/%1$d" }
                          - { name: healthy-when, value: 'body.status == "ok"' }
                    """),
            new Entry("system", false, ""),
            new Entry("sql", false, """
                          - { name: url, value: "{{rollcall.running-database.url}}" }
                          - { name: username, value: "{{rollcall.running-database.user}}" }
                          - { name: password, value: "{{rollcall.running-database.password}}" }
                    """));

    /**
     * @param calls whether its checks call the target under the integration's own number
     * @param parameters of number %1$d with the target at port %2$d
     */
    private record Entry(String kind, boolean calls, String parameters) {
        String text(int number, int port, String interval) {
            String head =
                    """
                    - templatedRoute:
                        routeTemplateRef: %4$s
                        routeId: service-%1$d
                        parameters:
                          - { name: name, value: Service %1$d }
                          - { name: interval, value: %3$s }
                    """;
            return (head + parameters).formatted(number, port, interval, kind);
        }
    }

    private Integrations() {}

    /** Writes them into a folder. */
    static void write(Path folder, LoadRun run, int port) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder();
        for (int number = 1; number <= run.integrations(); number++) {
            text.append(entry(number, run.mixed()).text(number, port, run.interval()));
            if (number % PER_FILE == 0 || number == run.integrations()) {
                Files.writeString(folder.resolve("services-" + number + ".camel.yaml"), text);
                text.setLength(0);
            }
        }
    }

    /** How many of them call the target under their own number. */
    static long calling(LoadRun run) {
        return IntStream.rangeClosed(1, run.integrations())
                .filter(number -> entry(number, run.mixed()).calls())
                .count();
    }

    private static Entry entry(int number, boolean mixed) {
        return mixed ? MIX.get(number % MIX.size()) : HTTP;
    }
}
