package io.rollcall.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static Span span(long from, long until) {
        return new Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(until));
    }

    @Test
    void times_that_touch_are_one_and_the_latest_comes_first() {
        assertThat(Span.union(List.of(span(50, 60), span(10, 20), span(15, 30), span(30, 35), span(12, 14))))
                .containsExactly(span(50, 60), span(10, 35));
    }

    @Test
    void what_goes_on_swallows_what_began_later() {
        Span open = new Span(Instant.ofEpochSecond(10), null);

        assertThat(Span.union(List.of(span(20, 30), open, span(1, 5)))).containsExactly(open, span(1, 5));
    }
}
