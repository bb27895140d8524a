package io.rollcall.publish;

import static io.rollcall.publish.Condition.DEGRADED;
import static io.rollcall.publish.Condition.MAINTENANCE;
import static io.rollcall.publish.Condition.MAJOR_OUTAGE;
import static io.rollcall.publish.Condition.NO_DATA;
import static io.rollcall.publish.Condition.OPERATIONAL;
import static io.rollcall.publish.Condition.PARTIAL_OUTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.integration.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Instant BEGUN = Instant.EPOCH;

    /** H healthy, G degraded, D down, U unknown; in lower case while people work on it. */
    private static List<Service> services(String letters, boolean announced) {
        List<Service> services = new ArrayList<>();
        for (char letter : letters.toCharArray()) {
            Status status =
                    switch (Character.toUpperCase(letter)) {
                        case 'H' -> Status.HEALTHY;
                        case 'G' -> Status.DEGRADED;
                        case 'D' -> Status.DOWN;
                        default -> Status.UNKNOWN;
                    };
            Instant workedSince = Character.isLowerCase(letter) ? BEGUN : null;
            services.add(new Service("s" + services.size(), null, status, workedSince, announced));
        }
        return services;
    }

    @ParameterizedTest
    @CsvSource({
        "'', NO_DATA",
        "UU, NO_DATA",
        "HH, OPERATIONAL",
        "HU, OPERATIONAL",
        "HG, DEGRADED",
        "HD, PARTIAL_OUTAGE",
        "GD, PARTIAL_OUTAGE",
        "DD, MAJOR_OUTAGE",
        "DU, MAJOR_OUTAGE",
        "dd, MAINTENANCE",
        "Hd, MAINTENANCE",
        "Dd, PARTIAL_OUTAGE",
        "Gd, DEGRADED",
        "u, MAINTENANCE"
    })
    void what_does_not_work_decides_unless_people_work_on_it(String letters, Condition expected) {
        assertThat(Condition.of(services(letters, true))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "h, OPERATIONAL",
        "u, NO_DATA",
        "g, MAINTENANCE",
        "d, MAINTENANCE",
        "Hh, OPERATIONAL",
        "Hd, MAINTENANCE",
        "Gd, DEGRADED",
        "Dd, PARTIAL_OUTAGE"
    })
    void work_that_is_not_announced_shows_only_where_else_there_was_an_alarm(String letters, Condition expected) {
        assertThat(Condition.of(services(letters, false))).isEqualTo(expected);
    }

    @Test
    void what_has_begun_in_work_that_goes_on_is_no_outage_yet() {
        Span before = new Span(BEGUN.minusSeconds(1), BEGUN.plusSeconds(1));
        Span meanwhile = new Span(BEGUN.plusSeconds(2), null);
        History history = new History(BEGUN, Map.of(), Map.of("s0", List.of(before, meanwhile)));

        assertThat(history.outages(services("d", false))).containsExactly(before);
        assertThat(history.outages(services("D", false))).containsExactly(meanwhile, before);
    }

    @Test
    void all_components_together_are_down_only_when_each_of_them_is() {
        assertThat(Condition.overall(List.of())).isEqualTo(NO_DATA);
        assertThat(Condition.overall(List.of(OPERATIONAL, NO_DATA))).isEqualTo(OPERATIONAL);
        assertThat(Condition.overall(List.of(OPERATIONAL, MAINTENANCE))).isEqualTo(MAINTENANCE);
        assertThat(Condition.overall(List.of(DEGRADED, MAINTENANCE))).isEqualTo(DEGRADED);
        assertThat(Condition.overall(List.of(OPERATIONAL, MAJOR_OUTAGE))).isEqualTo(PARTIAL_OUTAGE);
        assertThat(Condition.overall(List.of(MAJOR_OUTAGE, MAJOR_OUTAGE, NO_DATA)))
                .isEqualTo(MAJOR_OUTAGE);
    }
}
