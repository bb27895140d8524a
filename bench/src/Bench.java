import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the engine with growing numbers of integrations, prints what each run costs, and keeps it as JSON. */
final class Bench {
    private static final Map<String, String> DEFAULTS = Map.of(
            "--runs", "100@5s,500@5s,1000@5s,2500@5s,5000@5s,10000@5s,10000@30s",
            "--warm", "60",
            "--seconds", "60",
            "--name", "jdk" + Runtime.version().feature() + "-" + LocalDate.now(ZoneOffset.UTC));

    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        int warm = Integer.parseInt(options.get("--warm"));
        int seconds = Integer.parseInt(options.get("--seconds"));
        String machine = machine();
        System.out.println(machine + "\n");
        // The very first start of a new build unpacks the database and writes the archive of classes.
        new LoadRun(10, "5s", false, false, 0, 1).measure();
        System.out.println(Figures.HEAD);
        List<String> rows = new ArrayList<>();
        for (String run : options.get("--runs").split(",")) {
            Figures figures = LoadRun.parse(run, warm, seconds).measure();
            System.out.println(figures.row());
            rows.add(figures.json());
            keep(options.get("--name"), machine, rows);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            if (!DEFAULTS.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println("bench: options are " + DEFAULTS.keySet() + ", each with a value");
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " x " + processor + ", "
                + System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version");
    }

    private static void keep(String name, String machine, List<String> rows) throws IOException {
        String runs = rows.stream().collect(Collectors.joining(",\n", "  \"runs\": [\n", "\n  ]\n"));
        Files.writeString(
                Path.of("bench/results", name + ".json"), "{\n  \"machine\": \"" + machine + "\",\n" + runs + "}\n");
    }
}
