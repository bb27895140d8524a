package io.rollcall.camel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that refuses each recipient: in every connection with the next of its words. */
final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> refusals;
    private final AtomicInteger connections = new AtomicInteger();

    RefusingMailServer(int port, String... refusals) throws IOException {
        this.refusals = List.of(refusals);
        this.socket = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::serve, "refusing-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client, refusals.get(Math.min(connections.getAndIncrement(), refusals.size() - 1)));
            } catch (IOException e) {
                // the client has gone, or the test has ended
            }
        }
    }

    private static void talk(Socket client, String refusal) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII);
        out.print("220 refusing\r\n");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.print((line.startsWith("RCPT") ? refusal : line.startsWith("QUIT") ? "221 Bye" : "250 OK") + "\r\n");
            out.flush();
        }
    }
}
