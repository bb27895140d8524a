package io.rollcall.story;

import io.rollcall.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network in front of a server: a port of its own that a test can cut, in the middle of everything, and mend. */
final class Wire implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final int port = Ports.free();
    private final int behind;
    private ServerSocket server;

    /** To the port on this machine; cut until it is mended. */
    Wire(int behind) {
        this.behind = behind;
    }

    int port() {
        return port;
    }

    synchronized void mend() throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = opened;
        threads.execute(() -> accept(opened));
    }

    synchronized void cut() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        ends.forEach(Wire::reset);
        ends.clear();
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket near = from.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), behind);
                ends.add(near);
                ends.add(far);
                threads.execute(() -> pump(near, far));
                threads.execute(() -> pump(far, near));
            }
        } catch (IOException e) {
            // cut
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut, or one side has gone
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    /** As when a machine dies: no orderly end. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        threads.shutdownNow();
    }
}
