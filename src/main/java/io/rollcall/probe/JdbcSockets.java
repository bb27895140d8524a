package io.rollcall.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import javax.net.SocketFactory;

/**
 * Gives a JDBC driver the sockets of the try that connects. Drivers make their socket factory from a class name, so the
 * thread is the only way to tell it which try that is; a driver's own threads get plain sockets.
 */
public final class JdbcSockets extends SocketFactory {
    private static final ThreadLocal<Guard> CURRENT = new ThreadLocal<>();

    /** Runs what may connect, on the sockets of the guard. */
    static <T> T of(Guard guard, Callable<T> connecting) throws Exception {
        CURRENT.set(guard);
        try {
            return connecting.call();
        } finally {
            CURRENT.remove();
        }
    }

    /** The guard of the try that connects on this thread. Throws when there is none. */
    static Guard guard() {
        Guard guard = CURRENT.get();
        if (guard == null) {
            throw new IllegalStateException("Nothing connects on this thread");
        }
        return guard;
    }

    @Override
    public Socket createSocket() throws IOException {
        return current().createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return current().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return current().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return current().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return current().createSocket(host, port, from, fromPort);
    }

    private static SocketFactory current() {
        Guard guard = CURRENT.get();
        return guard == null ? SocketFactory.getDefault() : guard;
    }
}
