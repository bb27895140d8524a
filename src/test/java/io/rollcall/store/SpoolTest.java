package io.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00.123456Z");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @TempDir
    private Path folder;

    private record Entry(String type, int number, String text, Instant at) implements JournalEntry {}

    private static Entry outcome(int number) {
        return new Entry("outcome", number, "text of " + number, AT);
    }

    private static Entry alert(int number) {
        return new Entry("alert", number, "text of " + number, AT);
    }

    private Spool spool(long maxBytes, long segmentBytes) {
        return new Spool(folder, maxBytes, JSON, segmentBytes);
    }

    private Spool spool() {
        return spool(1 << 20, 1 << 20);
    }

    private static List<Integer> numbers(String json) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        JSON.readTree(json).forEach(entry -> numbers.add(entry.path("number").asInt()));
        return numbers;
    }

    private static List<Integer> drainedFrom(Spool spool, int maxEntries) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (Optional<Batch> next = spool.next(maxEntries, 4096);
                next.isPresent();
                next = spool.next(maxEntries, 4096)) {
            numbers.addAll(numbers(next.get().json()));
            spool.drained(next.get());
        }
        return numbers;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void entries_come_out_in_the_order_in_which_they_were_appended() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1), alert(2)));
            spool.append(List.of(outcome(3)));
            Batch batch = spool.next(10, 4096).orElseThrow();
            assertThat(batch.entries()).isEqualTo(3);
            assertThat(JSON.readTree(batch.json()).get(1))
                    .isEqualTo(
                            JSON.readTree(
                                    "{\"type\":\"alert\",\"number\":2,\"text\":\"text of 2\",\"at\":\"2026-01-01T10:00:00.123456Z\"}"));
            assertThat(numbers(batch.json())).containsExactly(1, 2, 3);
        }
    }

    @Test
    void a_batch_is_returned_again_until_it_is_drained() {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1), outcome(2)));
            Batch first = spool.next(1, 4096).orElseThrow();
            assertThat(spool.next(1, 4096)).contains(first);
            spool.drained(first);
            assertThat(spool.next(1, 4096).orElseThrow().json()).contains("\"number\":2");
            assertThatThrownBy(() -> spool.drained(first)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_batch_keeps_to_its_limits_but_never_starves_on_one_large_entry() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(new Entry("outcome", 1, "x".repeat(5000), AT), outcome(2), outcome(3), outcome(4)));
            assertThat(spool.next(10, 100).orElseThrow().entries()).isEqualTo(1);
            assertThat(drainedFrom(spool, 2)).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void a_restart_goes_on_at_the_first_entry_that_is_not_drained() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1), outcome(2), outcome(3)));
            spool.drained(spool.next(2, 4096).orElseThrow());
        }
        try (Spool spool = spool()) {
            assertThat(spool.backlog()).isEqualTo(1);
            spool.append(List.of(outcome(4)));
            assertThat(drainedFrom(spool, 10)).containsExactly(3, 4);
            assertThat(spool.backlog()).isZero();
            assertThat(spool.backlogBytes()).isZero();
        }
        try (Spool spool = spool()) {
            assertThat(spool.next(10, 4096)).isEmpty();
        }
    }

    @Test
    void files_are_rotated_and_drained_ones_deleted() throws IOException {
        try (Spool spool = spool(1 << 20, 200)) {
            IntStream.range(0, 20).forEach(i -> spool.append(List.of(outcome(i))));
            assertThat(segments()).hasSizeGreaterThan(4);
            assertThat(spool.backlog()).isEqualTo(20);
        }
        try (Spool spool = spool(1 << 20, 200)) {
            assertThat(spool.backlog()).isEqualTo(20);
            assertThat(drainedFrom(spool, 3))
                    .isEqualTo(IntStream.range(0, 20).boxed().toList());
            assertThat(segments()).hasSize(1);
        }
        try (Spool spool = spool(1 << 20, 200)) {
            spool.append(List.of(outcome(20)));
            assertThat(drainedFrom(spool, 3)).containsExactly(20);
        }
    }

    @Test
    void a_line_torn_at_any_byte_by_a_kill_is_cut_off_and_the_rest_is_kept() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1), outcome(2)));
        }
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        int lastLine = new String(whole).indexOf('\n') + 1;
        for (int length = lastLine; length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            Files.deleteIfExists(folder.resolve("position"));
            try (Spool spool = spool()) {
                spool.append(List.of(outcome(3)));
                assertThat(spool.backlog()).as("cut at byte %d", length).isEqualTo(2);
                assertThat(drainedFrom(spool, 10)).as("cut at byte %d", length).containsExactly(1, 3);
            }
        }
        assertThat(folder.resolve("rejected.jsonl")).doesNotExist();
    }

    @Test
    void lines_that_are_no_entries_are_set_aside_and_do_not_block_the_rest() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1)));
        }
        Files.writeString(segments().get(0), "rubbish\n{\"half\":\n[]\n\n{} {}\n\0\0\n", StandardOpenOption.APPEND);
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(2)));
            assertThat(spool.backlog()).isEqualTo(8);
            assertThat(drainedFrom(spool, 1)).containsExactly(1, 2);
            assertThat(spool.backlog()).isZero();
        }
        assertThat(Files.readAllLines(folder.resolve("rejected.jsonl")))
                .hasSize(6)
                .first()
                .asString()
                .contains("rubbish");
    }

    @Test
    void an_entry_that_the_database_never_takes_can_be_set_aside() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1), outcome(2)));
            spool.reject(spool.next(1, 4096).orElseThrow(), "invalid input syntax");
            assertThat(drainedFrom(spool, 10)).containsExactly(2);
        }
        assertThat(Files.readString(folder.resolve("rejected.jsonl"))).contains("invalid input syntax", "text of 1");
    }

    @Test
    void a_full_spool_refuses_outcomes_and_counts_them_but_takes_everything_else() throws IOException {
        try (Spool spool = spool(200, 1 << 20)) {
            spool.append(List.of(outcome(1), outcome(2), outcome(3)));
            spool.append(List.of(outcome(4), alert(5)));
            spool.append(List.of(outcome(6)));
            assertThat(spool.dropped()).isEqualTo(2);
            assertThat(drainedFrom(spool, 10)).containsExactly(1, 2, 3, 5);
            spool.append(List.of(outcome(7)));
            assertThat(drainedFrom(spool, 10)).containsExactly(7);
        }
    }

    @Test
    void a_lost_or_damaged_position_repeats_entries_rather_than_losing_any() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(outcome(1), outcome(2)));
            spool.drained(spool.next(1, 4096).orElseThrow());
        }
        Files.writeString(folder.resolve("position"), "one two");
        try (Spool spool = spool()) {
            assertThat(drainedFrom(spool, 10)).containsExactly(1, 2);
        }
    }

    @Test
    void what_waits_can_be_read_without_draining_it() {
        List<JsonNode> seen = new ArrayList<>();
        try (Spool spool = spool(1 << 20, 150)) {
            IntStream.range(0, 10).forEach(i -> spool.append(List.of(outcome(i))));
            spool.drained(spool.next(1, 4096).orElseThrow());
            spool.replay(seen::add);
            assertThat(seen)
                    .extracting(entry -> entry.path("number").asInt())
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(spool.backlog()).isEqualTo(9);
            assertThat(spool.oldest()).contains(AT);
        }
    }

    @Test
    void characters_that_postgresql_or_utf_8_cannot_hold_are_replaced() throws IOException {
        try (Spool spool = spool()) {
            spool.append(List.of(new Entry("outcome", 1, "a\0b\ud800c\\u0000d", AT)));
            String text = JSON.readTree(spool.next(1, 4096).orElseThrow().json())
                    .path(0)
                    .path("text")
                    .asText();
            assertThat(text).isEqualTo("a\ufffdb?c\\u0000d");
        }
    }

    @Test
    void a_second_engine_on_the_same_folder_is_told_what_to_do() {
        try (Spool spool = spool()) {
            assertThat(spool.backlog()).isZero();
            assertThatThrownBy(this::spool)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("Stop that engine");
        }
    }

    @Test
    void an_interrupted_thread_that_appends_does_no_harm() throws IOException {
        try (Spool spool = spool()) {
            Thread.currentThread().interrupt();
            spool.append(List.of(outcome(1)));
            assertThat(Thread.interrupted()).isTrue();
            spool.append(List.of(outcome(2)));
            assertThat(drainedFrom(spool, 10)).containsExactly(1, 2);
        }
    }

    @Test
    void many_threads_append_while_one_drains_and_nothing_is_lost_or_repeated() throws Exception {
        int threads = 4;
        int each = 500;
        ExecutorService appenders = Executors.newFixedThreadPool(threads);
        try (Spool spool = spool(1 << 24, 4096)) {
            CountDownLatch running = new CountDownLatch(threads);
            for (int t = 0; t < threads; t++) {
                int first = t * each;
                appenders.execute(() -> {
                    IntStream.range(first, first + each).forEach(i -> spool.append(List.of(outcome(i))));
                    running.countDown();
                });
            }
            List<Integer> drained = new ArrayList<>();
            while (running.getCount() > 0) {
                drained.addAll(drainedFrom(spool, 50));
            }
            drained.addAll(drainedFrom(spool, 50));
            assertThat(drained.stream().sorted()).doesNotHaveDuplicates().hasSize(threads * each);
        } finally {
            appenders.shutdownNow();
        }
    }
}
