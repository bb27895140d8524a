package io.rollcall.camel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Speaks HTTP as it is told to: each connection gets the next answer, the last one again and again. */
final class MisbehavingServer implements AutoCloseable {
    /** What happens on a connection once the request is read. */
    @FunctionalInterface
    interface Answer {
        void give(OutputStream out, Socket client) throws IOException, InterruptedException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile Answer answer = (out, client) -> out.write(ok("{}"));

    MisbehavingServer(ServerSocket server) {
        this.server = server;
        threads.execute(this::accept);
    }

    MisbehavingServer() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://localhost:" + port() + "/health";
    }

    void answer(Answer next) {
        answer = next;
    }

    void answer(String raw) {
        answer = (out, client) -> out.write(raw.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ok(String body) {
        return response(200, body).getBytes(StandardCharsets.UTF_8);
    }

    static String response(int status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    /** Waits like a server that is busy; ends early with the server. */
    void pause(long milliseconds) throws InterruptedException {
        end.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            requests.add(request(client));
            answer.give(client.getOutputStream(), client);
            client.getOutputStream().flush();
        } catch (IOException | InterruptedException gone) {
            requests.add("gone");
        }
    }

    private static String request(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder request = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.append(line).append('\n');
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        char[] body = new char[length];
        int read = 0;
        while (read < length) {
            read += in.read(body, read, length - read);
        }
        return request.append('\n').append(body).toString();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
        for (Socket client : clients) {
            client.close();
        }
        threads.shutdownNow();
    }
}
