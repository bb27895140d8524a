package io.rollcall.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * The sockets of one try, which all close when its time is over. As a factory it hands out sockets that are not connected
 * yet, whatever address they are asked for, and that connect no longer than the try lasts. Thread-safe.
 */
final class Guard extends SocketFactory {
    private final long end;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean expired;

    Guard(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    /** What is left of the try, at least one millisecond. */
    Duration left() {
        return Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
    }

    /** True when the time of the try has passed; {@link #expired} a moment later. */
    boolean over() {
        return end - System.nanoTime() <= 0;
    }

    synchronized boolean expired() {
        return expired;
    }

    /** The sockets opened or watched so far. */
    synchronized List<Socket> sockets() {
        return List.copyOf(sockets);
    }

    /** Watches a socket as well that an earlier try opened. */
    synchronized void watch(Socket socket) {
        sockets.add(socket);
        if (expired) {
            close(socket);
        }
    }

    synchronized void expire() {
        expired = true;
        sockets.forEach(Guard::close);
    }

    /** A socket of the guard's, which can be told to lead to another port than it does. */
    final class Watched extends Socket {
        private volatile int named;

        /** The JDK keeps TLS sessions by host and port: whoever gives the port of another connection shares its session. */
        void name(int port) {
            named = port;
        }

        @Override
        public int getPort() {
            int port = named;
            return port == 0 ? super.getPort() : port;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (expired()) {
                throw new SocketTimeoutException("Connect timed out");
            }
            int left = Math.toIntExact(Math.min(left().toMillis(), Integer.MAX_VALUE));
            super.connect(endpoint, timeout == 0 ? left : Math.min(timeout, left));
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Watched();
        watch(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException impossible) {
            // A plain socket's close does not write; were it to fail, nothing could be done about it here.
            throw new UncheckedIOException(impossible);
        }
    }
}
