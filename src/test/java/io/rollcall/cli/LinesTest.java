package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.Stage;
import io.rollcall.check.SubCheck;
import io.rollcall.integration.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final Lines plain = new Lines(false);

    @Test
    void a_line_looks_as_the_documents_show_it() {
        assertThat(plain.line(Status.HEALTHY, "Retell.ai", 12, 44.6, null))
                .isEqualTo("✅ Retell.ai    : HEALTHY (45ms)");
        assertThat(plain.line(Status.DEGRADED, "Cal.com", 12, 850.0, "Slow"))
                .isEqualTo("⚠️  Cal.com      : DEGRADED (850ms)  Slow");
        assertThat(plain.line(Status.DOWN, "A name that is longer", 12, null, "Connection refused"))
                .isEqualTo("❌ A name that is longer : DOWN  Connection refused");
        assertThat(plain.line(Status.UNKNOWN, "x", 1, null, null)).isEqualTo("❔ x : UNKNOWN");
    }

    @Test
    void colour_is_for_terminals_only() {
        assertThat(plain.line(Status.DOWN, "x", 1, null, null)).doesNotContain("\u001b");
    }

    @Test
    void what_a_check_looked_at_stands_below_it() {
        assertThat(plain.subChecks(List.of(
                        new SubCheck("API v2 reachable", Status.HEALTHY, "success", "== \"success\"", null, false),
                        new SubCheck("response time", Status.DEGRADED, "850ms", "< 500ms", "slow", false),
                        new SubCheck("booking success", Status.UNKNOWN, null, null, null, false),
                        new SubCheck("slots", Status.DOWN, null, "> 0", "none", false))))
                .containsExactly(
                        "   ✓ API v2 reachable : success",
                        "   ⚠ response time    : 850ms (target < 500ms)",
                        "   - booking success  : not measured",
                        "   ✗ slots            : not found (target > 0)");
    }

    @Test
    void below_it_stands_the_way_that_its_call_took() {
        Map<String, Object> details =
                Map.of("history", List.of(new Stage("httpCheck.request", 0), new Stage("to-integration", 5003)));
        assertThat(plain.history(details))
                .containsExactly("   → httpCheck.request : 0ms", "   → to-integration    : 5003ms");
        assertThat(plain.history(Map.of("tries", 3))).isEmpty();
    }
}
