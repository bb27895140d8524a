package io.rollcall.check;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What does an exception say about an integration, in one plain sentence without secrets (requirement 001-43)? */
public final class FailureText {
    /** So much before its time an alarm may go off. */
    private static final Duration EARLY = Duration.ofMillis(5);

    private FailureText() {}

    /** The sentence for what the check's last try threw. */
    public static String of(Check check, Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = thrown; each != null && chain.size() < 20; each = each.getCause()) {
            chain.add(each);
        }
        Target target = Target.of(check.integration());
        if (has(chain, UnknownHostException.class)) {
            return "Unknown host " + target.host();
        }
        if (has(chain, SSLException.class)) {
            return tls(chain, check);
        }
        if (has(chain, NoRouteToHostException.class)) {
            return "No route to " + target;
        }
        if (isTimeout(chain)) {
            return "No answer within " + waited(check).toMillis() + " ms";
        }
        if (has(chain, ConnectException.class) && says(chain, "refused")) {
            return "Connection refused by " + target;
        }
        if (isClosed(chain)) {
            return "Connection closed by " + target + " before an answer";
        }
        return plain(chain, check);
    }

    private static String tls(List<Throwable> chain, Check check) {
        if (has(chain, CertificateExpiredException.class)) {
            return "Certificate expired";
        }
        if (has(chain, CertificateNotYetValidException.class)) {
            return "Certificate not valid yet";
        }
        if (has(chain, SSLPeerUnverifiedException.class) || says(chain, "no name matching", "subject alternative")) {
            return "Host name does not match the certificate";
        }
        if (has(chain, CertPathBuilderException.class) || has(chain, CertPathValidatorException.class)) {
            return "Certificate not trusted";
        }
        return "TLS failed: " + plain(chain, check);
    }

    private static boolean isClosed(List<Throwable> chain) {
        return has(chain, EOFException.class)
                || has(chain, SocketException.class) && says(chain, "reset", "broken pipe")
                || says(chain, "end of stream", "[eof]", "failed to respond");
    }

    private static boolean isTimeout(List<Throwable> chain) {
        return has(chain, SocketTimeoutException.class)
                || has(chain, HttpTimeoutException.class)
                || has(chain, TimeoutException.class)
                || has(chain, ConnectException.class) && says(chain, "timed out");
    }

    /** The timeout of a try; less when the deadline of the check cut the last one short. */
    private static Duration waited(Check check) {
        Duration timeout = check.integration().cadence().timeout();
        return check.latency().plus(EARLY).compareTo(timeout) < 0 ? check.latency() : timeout;
    }

    private static String plain(List<Throwable> chain, Check check) {
        for (Throwable each : chain) {
            String message = each.getMessage();
            // A wrapper's own text is often just its cause's toString, class name and all.
            boolean wrapper =
                    each.getCause() != null && each.getCause().toString().equals(message);
            if (message != null && !message.isBlank() && !wrapper) {
                return check.redact(message.strip().replaceAll("\\s+", " "));
            }
        }
        return chain.get(chain.size() - 1).getClass().getSimpleName();
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
        return chain.stream().anyMatch(type::isInstance);
    }

    private static boolean says(List<Throwable> chain, String... words) {
        return chain.stream()
                .map(each -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(text -> List.of(words).stream().anyMatch(text::contains));
    }
}
