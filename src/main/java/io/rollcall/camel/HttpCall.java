package io.rollcall.camel;

import io.rollcall.check.Check;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request on the wire: for which check, with which TLS identity, and what was measured while it went on. Confined to
 * the thread that runs the check, but for {@link #expire}.
 */
final class HttpCall {
    /** The exchange property that holds it. */
    static final String PROPERTY = "httpCall";

    private static final byte[] NOTHING = {};
    private static final String ATTRIBUTE = "io.rollcall.call";

    /** Where camel-http puts the exchange for an endpoint with an activity listener. */
    private static final String EXCHANGE = "org.apache.camel.Exchange";

    final Check check;
    final SSLContext tls;
    final boolean redirects;
    private final Map<String, Duration> times = new LinkedHashMap<>();
    private long began = System.nanoTime();
    private long mark = began;
    private boolean resolving;
    private boolean cut;
    private volatile boolean expired;
    private byte[] body = NOTHING;
    private @Nullable Facts facts;

    /**
     * What the client knows of an answer that camel-http does not hand on.
     *
     * @param status line of the answer, such as {@code HTTP/1.1 200 OK}
     * @param version of HTTP, such as {@code 1.1}
     * @param redirects how many were followed
     * @param certificateEnd when the server's certificate ends; null without TLS
     * @param announced how long the body is by its header, or negative
     */
    record Facts(String status, String version, int redirects, @Nullable Instant certificateEnd, long announced) {}

    /**
     * One that has not begun.
     *
     * @param tls whom it trusts, and as whom it presents itself
     * @param redirects whether it follows them
     */
    HttpCall(Check check, SSLContext tls, boolean redirects) {
        this.check = check;
        this.tls = tls;
        this.redirects = redirects;
    }

    /** The one that this context was made for. */
    static HttpCall of(HttpContext context) {
        Object own = context.getAttribute(ATTRIBUTE);
        if (own instanceof HttpCall call) {
            return call;
        }
        return ((Exchange) context.getAttribute(EXCHANGE)).getProperty(PROPERTY, HttpCall.class);
    }

    void attachTo(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /** Another try: what was measured before counts no more. */
    void begin() {
        times.clear();
        began = System.nanoTime();
        mark = began;
        body = NOTHING;
        cut = false;
        expired = false;
        facts = null;
    }

    /** The next phase begins here. */
    void mark() {
        mark = System.nanoTime();
    }

    /** A new connection begins with the look-up of the name. */
    void connecting() {
        mark();
        resolving = true;
    }

    /** Called before each address of the name is tried: only the first follows the look-up. */
    void resolved() {
        if (resolving) {
            lap("dns");
            resolving = false;
        }
    }

    /** Adds the time since the phase before to that of the phase: redirects connect more than once. */
    void lap(String phase) {
        long now = System.nanoTime();
        times.merge(phase, Duration.ofNanos(now - mark), Duration::plus);
        mark = now;
    }

    /** The head of the last answer is here. */
    void answered(Facts answer) {
        times.put("first_byte", Duration.ofNanos(System.nanoTime() - began));
        facts = answer;
    }

    /** Its time is over; called by the watchdog's thread. */
    void expire() {
        expired = true;
    }

    boolean isOver() {
        return expired;
    }

    /** Throws when its time is over: between two requests there is no connection that the watchdog could close. */
    void goOn() throws SocketTimeoutException {
        if (expired) {
            throw new SocketTimeoutException("No answer in time");
        }
    }

    /** The body, or its beginning when it was cut. */
    void read(byte[] bytes, boolean beginning) {
        body = bytes;
        cut = beginning;
    }

    byte[] body() {
        return body;
    }

    /** How long the body is: as read, or as announced where it was cut; null when nobody knows. */
    @Nullable
    Long size() {
        if (facts != null && facts.announced() >= 0) {
            return facts.announced();
        }
        return cut ? null : Long.valueOf(body.length);
    }

    /** Null when no answer came. */
    @Nullable
    Facts facts() {
        return facts;
    }

    /** By phase, in their order, and {@code total} so far. */
    Map<String, Duration> times() {
        Map<String, Duration> all = new LinkedHashMap<>(times);
        all.put("total", Duration.ofNanos(System.nanoTime() - began));
        return all;
    }

    /** The times as evidence, in milliseconds. */
    Map<String, Object> timing() {
        Map<String, Object> milliseconds = new LinkedHashMap<>();
        times().forEach((phase, time) -> milliseconds.put(phase, Math.round(time.toNanos() / 1e4) / 100.0));
        return milliseconds;
    }
}
