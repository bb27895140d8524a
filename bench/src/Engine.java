import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The engine as a child process, with its shipped routes, its own database and the integrations of a folder. */
final class Engine implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread end = new Thread(this::close, "end");
    private final CountDownLatch ready = new CountDownLatch(1);
    private final long started = System.nanoTime();
    private final Path data;
    private final int port;
    private final Process process;
    private volatile double readyAfter;

    Engine(Path integrations, Path data) throws IOException {
        this.data = data;
        this.port = freePort();
        ProcessBuilder builder = new ProcessBuilder("./rollcall", "run").redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.equals("DATABASE_URL"));
        builder.environment().put("ROLLCALL_DATABASE_URL", "");
        builder.environment().put("ROLLCALL_DATA", data.toString());
        builder.environment().put("ROLLCALL_PORT", String.valueOf(port));
        builder.environment().put("ROLLCALL_ACCESS_OPEN", "/metrics,/api/health/status,/health/stream");
        builder.environment()
                .put("ROLLCALL_ROUTES", "routes/checks,routes/engine,routes/rules,routes/channels," + integrations);
        this.process = builder.start();
        Runtime.getRuntime().addShutdownHook(end);
        Thread log = new Thread(this::readLog, "log");
        log.setDaemon(true);
        log.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Rollcall runs")) {
                    readyAfter = seconds();
                    ready.countDown();
                } else {
                    System.err.println("  " + line);
                }
            }
        } catch (IOException e) {
            System.err.println("  log ended: " + e.getMessage());
        }
        ready.countDown();
    }

    /** Seconds since its process was started. */
    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Waits until it says that it runs, and tells how many seconds after its start that was. */
    double awaitReady() throws InterruptedException {
        if (!ready.await(START.toSeconds(), TimeUnit.SECONDS) || readyAfter == 0) {
            throw new IllegalStateException("the engine did not start, see above");
        }
        return readyAfter;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    int port() {
        return port;
    }

    ProcessHandle database() throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** The sum of a metric over all its labels. */
    double metric(String name) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What is left on the heap after a full collection, in megabytes. */
    double liveHeap() throws IOException, InterruptedException {
        jcmd("GC.run");
        return jcmd("GC.heap_info").stream()
                        .filter(line -> line.matches(".*total \\d+K, used \\d+K.*"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll(".*used (\\d+)K.*", "$1")))
                        .sum()
                / 1024;
    }

    private List<String> jcmd(String command) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process jcmd = new ProcessBuilder(program, String.valueOf(process.pid()), command).start();
        List<String> lines = jcmd.inputReader().lines().toList();
        jcmd.waitFor();
        return lines;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
