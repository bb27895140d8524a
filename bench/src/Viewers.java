import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Those who look on: browsers that listen to the stream, and requests for the status at an even pace whether or not the last was
 * answered. A process of its own, so that its processor time is not the engine's.
 */
final class Viewers {
    private static final int STREAMS = 200;
    private static final int REQUESTS_PER_SECOND = 50;
    private static final int CONNECTIONS = 16;
    private static final int WARM_SECONDS = 60;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final String host;

    /** When a request was due, and when all of its answer had come. */
    private record Answer(long due, long at) {}

    private Viewers(String port) {
        this.host = "localhost:" + port;
    }

    /**
     * Looks on for so many seconds. Prints the milliseconds of the middle, the 99th of a hundred and the worst request, how many
     * failed, and messages a second; then the share of requests that the machine did not disturb by standing still, and of these
     * the 99th of a hundred and the worst.
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("http.maxConnections", String.valueOf(CONNECTIONS));
        Viewers viewers = new Viewers(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        List<WebSocket> streams = viewers.listen();
        // Not counted: the client's own compiler works on the same processors at first.
        viewers.ask(WARM_SECONDS);
        viewers.answers.clear();
        Metronome metronome = new Metronome();
        metronome.start();
        long before = viewers.messages.get();
        viewers.ask(seconds);
        long heard = viewers.messages.get() - before;
        List<Answer> undisturbed = viewers.answers.stream()
                .filter(answer -> !metronome.stoodStill(answer.due, answer.at))
                .toList();
        System.out.printf(
                java.util.Locale.ROOT,
                "%.1f %.1f %.1f %d %d; %d%% undisturbed: %.1f %.1f%n",
                millis(viewers.answers, 0.5),
                millis(viewers.answers, 0.99),
                millis(viewers.answers, 1),
                viewers.failed.get(),
                heard / seconds,
                undisturbed.size() * 100 / viewers.answers.size(),
                millis(undisturbed, 0.99),
                millis(undisturbed, 1));
        streams.forEach(WebSocket::abort);
        System.exit(0);
    }

    private List<WebSocket> listen() {
        List<WebSocket> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://" + host + "/health/stream"), new Listener())
                    .join());
        }
        return streams;
    }

    private void ask(int seconds) throws InterruptedException {
        // Blocking connections that are kept, as they cost the least: what the client needs the engine lacks.
        ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
        long start = System.nanoTime();
        for (int i = 0; i < seconds * REQUESTS_PER_SECOND; i++) {
            // Counted from when it was due: an answer that is late must not delay, and so hide, the next.
            long due = start + TimeUnit.SECONDS.toNanos(i) / REQUESTS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            connections.execute(() -> ask(due));
        }
        connections.shutdown();
        connections.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void ask(long due) {
        try (InputStream answer = read(URI.create("http://" + host + "/api/health/status").toURL())) {
            byte[] part = new byte[1 << 16];
            while (answer.read(part) >= 0) {}
        } catch (IOException e) {
            failed.incrementAndGet();
        }
        answers.add(new Answer(due, System.nanoTime()));
    }

    /** Fails when the answer is not 200. */
    private static InputStream read(URL address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.openConnection();
        connection.setReadTimeout(10_000);
        return connection.getInputStream();
    }

    private static double millis(Collection<Answer> answers, double share) {
        List<Long> sorted = answers.stream().map(answer -> answer.at - answer.due).sorted().toList();
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(index) / 1e6;
    }

    /** Counts whole messages. */
    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            if (last) {
                messages.incrementAndGet();
            }
            socket.request(1);
            return null;
        }
    }
}
