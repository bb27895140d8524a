package io.rollcall.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Accepts every connection, and then says nothing or one byte a second. */
final class RudeServer implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] words;
    private final List<Socket> clients = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    private RudeServer(byte[] words) throws IOException {
        this.words = words;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        clock.execute(this::accept);
    }

    static RudeServer hanging() throws IOException {
        return new RudeServer(new byte[0]);
    }

    static RudeServer trickling(byte[] words) throws IOException {
        return new RudeServer(words);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                OutputStream out = client.getOutputStream();
                for (int i = 0; i < words.length; i++) {
                    byte word = words[i];
                    clock.schedule(() -> say(out, word), i, TimeUnit.SECONDS);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void say(OutputStream out, byte word) {
        try {
            out.write(word);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
