package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, monitor:8080, true",
                "same-origin, http://monitor:8080, monitor:8080, true",
                "none, -, monitor:8080, true",
                "-, http://monitor:8080, monitor:8080, true",
                "same-origin, https://rollcall.example.com, inner:8080, true",
                "cross-site, https://rollcall.example.com, inner:8080, false",
                "same-site, https://other.example.com, rollcall.example.com, false",
                "-, https://evil.example.com, rollcall.example.com, false",
                "-, https://rollcall.example.com.evil.com, rollcall.example.com, false",
                "-, null, rollcall.example.com, false",
                "-, http://monitor:9090, monitor:8080, false",
            })
    void only_our_own_pages_are_ours(String site, String origin, String host, boolean ours) {
        assertThat(new Origin(site, origin, host).ours("https://rollcall.example.com/"))
                .isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/health#shop, /health#shop",
                "/dashboard/monitoring/integrations?range=24h, /dashboard/monitoring/integrations?range=24h",
                "//evil.example.com, /health",
                "/\\evil.example.com, /health",
                "https://evil.example.com, /health",
                "'/\tevil', /health",
                "javascript:alert(1), /health",
                "/login?next=/login, /health",
                "'', /health",
            })
    void after_the_login_nobody_is_sent_elsewhere(String wanted, String there) {
        assertThat(DoorPages.local(wanted)).isEqualTo(there);
    }
}
