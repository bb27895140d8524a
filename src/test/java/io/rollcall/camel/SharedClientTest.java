package io.rollcall.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.component.http.HttpEndpoint;
import org.junit.jupiter.api.Test;

class SharedClientTest {
    @Test
    void checks_of_one_call_and_of_several_share_one_endpoint_and_so_one_client() throws Exception {
        try (HttpChecks checks = new HttpChecks()) {
            assertThat(checks.camel.getEndpoints())
                    .filteredOn(HttpEndpoint.class::isInstance)
                    .hasSize(1);
        }
    }
}
