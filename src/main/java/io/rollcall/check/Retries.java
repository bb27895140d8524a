package io.rollcall.check;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Is a failed try worth another one? Only when the connection itself failed, fewer than {@code tries} have been made,
 * and the deadline lies beyond the pause that comes first (requirement 004-01). Thread-safe.
 */
public final class Retries {
    private final int tries;
    private final Duration pause;

    /**
     * @param tries in all, the first included
     * @param pause between two tries, as the route waits it
     */
    public Retries(int tries, Duration pause) {
        this.tries = tries;
        this.pause = pause;
    }

    /** Called by the route after a failed try; the cause is what the try threw. */
    public boolean again(Check check, @Nullable Exception cause) {
        return check.tries() < tries && check.remaining().compareTo(pause) > 0 && isConnectionError(cause);
    }

    private static boolean isConnectionError(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof ConnectionFailed || says(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable each) {
        if (each instanceof SocketTimeoutException timeout) {
            // The JDK has one type for connecting and reading; HttpClient's ConnectTimeoutException is a subtype.
            return timeout.getClass().getSimpleName().startsWith("Connect")
                    || text(timeout).contains("connect timed out");
        }
        if (each instanceof SocketException socket) {
            return socket instanceof ConnectException
                    || socket instanceof NoRouteToHostException
                    || text(socket).contains("connection reset");
        }
        return each instanceof UnknownHostException || each instanceof HttpConnectTimeoutException;
    }

    private static String text(Throwable each) {
        return String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
    }
}
