package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.Certificates;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Metric;
import io.rollcall.integration.Status;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a check trusts, as whom it presents itself, and that a certificate that is no good is told in plain words. */
class HttpCertificatesTest {
    @TempDir
    private Path folder;

    private Certificates certificates;
    private HttpChecks checks;

    @BeforeEach
    void start() throws Exception {
        certificates = new Certificates(folder);
        checks = new HttpChecks();
    }

    @AfterEach
    void stop() {
        checks.close();
    }

    @Test
    void a_certificate_that_signed_itself_is_not_trusted() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer(certificates.selfSigned())) {
            CheckResult result = checks.check(url(server));

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.message()).isEqualTo("Certificate not trusted");
            assertThat(result.details()).containsEntry("tries", 1).containsKeys("traceId", "timing");
        }
    }

    @Test
    void a_certificate_that_has_expired_is_named_as_such() throws Exception {
        assertThat(trusting(certificates.expired()).message()).isEqualTo("Certificate expired");
    }

    @Test
    void a_certificate_for_another_host_is_named_as_such() throws Exception {
        assertThat(trusting(certificates.wrongHost()).message()).isEqualTo("Host name does not match the certificate");
    }

    @Test
    void how_long_a_certificate_is_valid_is_a_metric_and_a_fact() throws Exception {
        CheckResult result = trusting(certificates.valid(40), "degraded-when", "certificate_expiry < 41d");

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.message()).startsWith("Degraded: certificate_expiry (");
        assertThat(result.metrics()).singleElement().satisfies(metric -> {
            assertThat(metric.name()).isEqualTo("certificate_expiry");
            assertThat(metric.unit()).isEqualTo("s");
            assertThat(metric.value()).isCloseTo(40 * 86_400.0, within(3_600.0));
        });
        assertThat(result.details().get("timing"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("dns", "connect", "tls", "first_byte", "total");
    }

    @Test
    void a_server_that_asks_for_a_certificate_gets_the_clients() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer(certificates.mutual())) {
            Map<String, String> parameters = url(server);
            parameters.put("ca-certificate", certificates.authority().toString());
            assertThat(checks.check(parameters).status()).isEqualTo(Status.DOWN);

            parameters.put("client-certificate", certificates.client().toString());
            parameters.put("client-key", certificates.clientKey().toString());
            CheckResult result = checks.check(parameters);
            assertThat(result.message()).isNull();
            assertThat(result.metrics()).extracting(Metric::name).containsExactly("certificate_expiry");

            parameters.remove("client-key");
            assertThat(checks.check(parameters).message()).contains("client-key belong together");
        }
    }

    @Test
    void a_connection_with_a_certificate_is_not_used_again_by_a_check_without() throws Exception {
        try (KeepingServer server = new KeepingServer(certificates.mutual(), KeepingServer.Answer.OK)) {
            Map<String, String> parameters = url(server.port());
            parameters.put("ca-certificate", certificates.authority().toString());
            Map<String, String> known = new HashMap<>(parameters);
            known.put("client-certificate", certificates.client().toString());
            known.put("client-key", certificates.clientKey().toString());

            assertThat(checks.check(known).status()).isEqualTo(Status.HEALTHY);
            CheckResult again = checks.check(known);
            assertThat(again.status()).isEqualTo(Status.HEALTHY);
            assertThat(again.details().get("timing").toString()).doesNotContain("connect", "tls");
            assertThat(again.metrics()).hasSize(1);
            assertThat(checks.check(parameters).status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void a_file_that_is_no_certificate_is_named_and_read_again_once_it_is_right() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer(certificates.valid(90))) {
            Path file = folder.resolve("mine.pem");
            Map<String, String> parameters = url(server);
            parameters.put("ca-certificate", file.toString());
            assertThat(checks.check(parameters).message()).isEqualTo("There is no file " + file);

            Files.writeString(file, "nonsense");
            assertThat(checks.check(parameters).message()).contains("PEM certificate in " + file);

            Files.copy(certificates.authority(), file, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
            assertThat(checks.check(parameters).message()).isNull();
        }
    }

    private CheckResult trusting(ServerSocket socket, String... more) throws Exception {
        try (MisbehavingServer server = new MisbehavingServer(socket)) {
            Map<String, String> parameters = url(server);
            parameters.put("ca-certificate", certificates.authority().toString());
            if (more.length == 2) {
                parameters.put(more[0], more[1]);
            }
            return checks.check(parameters);
        }
    }

    private static Map<String, String> url(MisbehavingServer server) {
        return url(server.port());
    }

    private static Map<String, String> url(int port) {
        return new HashMap<>(Map.of("url", "https://localhost:" + port));
    }
}
