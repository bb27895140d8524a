package io.rollcall.camel;

import java.io.IOException;
import java.net.SocketException;
import java.util.Locale;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Asks again when a server closed a kept connection at the moment it was used again. That says nothing about the service: any server
 * may close an idle connection at any time, and a request that is idempotent may then be repeated (RFC 9112, section 9.3.1). What
 * happens on a new connection is the outcome. All within the deadline of the same try.
 */
final class KeptConnections implements HttpRequestRetryStrategy {
    /** The pool may hold more connections that were closed just now. */
    private static final int MOST_REPEATS = 3;

    @Override
    public boolean retryRequest(HttpRequest request, IOException failure, int tries, HttpContext context) {
        HttpClientContext call = HttpClientContext.cast(context);
        EndpointDetails used = call.getEndpointDetails();
        return tries <= MOST_REPEATS
                && used != null
                && used.getResponseCount() > 0
                && Method.isIdempotent(request.getMethod())
                && !HttpCall.of(call).isOver()
                && isClosedByServer(failure);
    }

    /** The deadline closes connections too, and then the socket says that it is closed. */
    private static boolean isClosedByServer(IOException failure) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof NoHttpResponseException
                || failure instanceof SocketException && (said.contains("reset") || said.contains("broken pipe"));
    }

    @Override
    public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
        return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
        return TimeValue.ZERO_MILLISECONDS;
    }
}
