package io.rollcall.camel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A mail server that refuses recipients: each, in every connection with the next of its words, or some by their address. */
final class RefusingMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final BiFunction<Integer, String, String> answers;
    private final AtomicInteger connections = new AtomicInteger();

    RefusingMailServer(int port, String... refusals) throws IOException {
        this(port, (connection, recipient) -> refusals[Math.min(connection, refusals.length - 1)]);
    }

    /** @param answers what it says to {@code RCPT TO:…} in the connection of that number */
    RefusingMailServer(int port, BiFunction<Integer, String, String> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
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
                talk(client, connections.getAndIncrement());
            } catch (IOException e) {
                // the client has gone, or the test has ended
            }
        }
    }

    private void talk(Socket client, int connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII);
        out.print("220 refusing\r\n");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                out.print("354 Go on\r\n");
                out.flush();
                while (line != null && !line.equals(".")) {
                    line = in.readLine();
                }
            }
            out.print(answer(connection, String.valueOf(line)) + "\r\n");
            out.flush();
        }
    }

    private String answer(int connection, String line) {
        if (line.startsWith("RCPT")) {
            return answers.apply(connection, line);
        }
        return line.startsWith("QUIT") ? "221 Bye" : "250 OK";
    }
}
