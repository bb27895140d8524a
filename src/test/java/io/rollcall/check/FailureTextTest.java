package io.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private final Map<String, String> parameters =
            Map.of("url", "https://me:hunter2@api.example.org:8443/health?token=t0ken", "password", "s3same");

    @Test
    void connection_errors_name_the_address_without_credentials() {
        assertThat(text(new ConnectException("Connection refused")))
                .isEqualTo("Connection refused by api.example.org:8443");
        assertThat(text(new ConnectionFailed(new IOException("x", new UnknownHostException("api: unknown")))))
                .isEqualTo("Unknown host api.example.org");
        assertThat(text(new NoRouteToHostException("No route"))).isEqualTo("No route to api.example.org:8443");
        assertThat(text(new SocketException("Connection reset")))
                .isEqualTo("Connection closed by api.example.org:8443 before an answer");
        assertThat(text(new EOFException())).isEqualTo("Connection closed by api.example.org:8443 before an answer");
    }

    @Test
    void a_timeout_tells_how_long_was_waited() {
        Check check = Checks.of("http", Duration.ofNanos(1), parameters);
        assertThat(FailureText.of(check, new SocketTimeoutException("Read timed out")))
                .isEqualTo("No answer within 0 ms");
    }

    @Test
    void certificate_errors_tell_what_is_wrong_with_it() {
        assertThat(text(tls(new CertPathValidatorException(new CertificateExpiredException("NotAfter")))))
                .isEqualTo("Certificate expired");
        assertThat(text(tls(new CertificateNotYetValidException()))).isEqualTo("Certificate not valid yet");
        assertThat(text(tls(new CertPathBuilderException("unable to find valid certification path"))))
                .isEqualTo("Certificate not trusted");
        assertThat(text(tls(new CertificateException("No name matching api.example.org found"))))
                .isEqualTo("Host name does not match the certificate");
        assertThat(text(new SSLException("Unsupported or unrecognized SSL message")))
                .isEqualTo("TLS failed: Unsupported or unrecognized SSL message");
    }

    @Test
    void any_other_failure_is_told_in_its_own_words_on_one_line() {
        assertThat(text(new IllegalStateException("out of\n  order"))).isEqualTo("out of order");
        assertThat(text(new IOException(new IOException("inner")))).isEqualTo("inner");
        assertThat(text(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void no_secret_is_told() {
        assertThat(text(new IOException("GET https://me:hunter2@api.example.org/?token=t0ken&a=1 failed with s3same")))
                .isEqualTo("GET https://***@api.example.org/?token=***&a=1 failed with ***");
        assertThat(text(new IOException("jdbc:x?user=me&password=hunter2"))).isEqualTo("jdbc:x?user=me&password=***");
        assertThat(text(new IOException("no such user: me with hunter2"))).isEqualTo("no such user: me with ***");
    }

    private String text(Throwable thrown) {
        return FailureText.of(Checks.of("http", Duration.ofSeconds(5), parameters), thrown);
    }

    private static SSLHandshakeException tls(Throwable cause) {
        SSLHandshakeException failed = new SSLHandshakeException("handshake");
        failed.initCause(cause);
        return failed;
    }
}
