package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.integration.Status;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is no good is a failure, told in plain words. */
class HttpCertificatesTest {
    @TempDir
    private Path folder;

    @Test
    void a_certificate_that_signed_itself_is_not_trusted() throws Exception {
        try (MisbehavingServer server = new MisbehavingServer(new Certificates(folder).selfSigned());
                HttpChecks checks = new HttpChecks()) {
            CheckResult result = checks.check(Map.of("url", "https://localhost:" + server.port()));

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.message()).isEqualTo("Certificate not trusted");
            assertThat(result.details()).containsEntry("tries", 1);
        }
    }

    @Test
    void a_certificate_that_has_expired_is_named_as_such() throws Exception {
        Certificates certificates = new Certificates(folder);
        try (MisbehavingServer server = new MisbehavingServer(certificates.expired());
                HttpChecks checks = new HttpChecks(certificates.trust())) {
            CheckResult result = checks.check(Map.of("url", "https://localhost:" + server.port()));

            assertThat(result.message()).isEqualTo("Certificate expired");
        }
    }
}
