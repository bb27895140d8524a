package io.rollcall.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.Status;
import io.rollcall.store.JournalEntry;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Integrations integrations = new Integrations();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final Judge judge = new Judge(integrations, journal::addAll);

    @BeforeEach
    void watch() {
        integrations.put(AnIntegration.called("stripe").build());
        integrations.put(AnIntegration.called("twilio").build());
    }

    @Test
    void every_outcome_and_every_change_is_journaled_in_order() {
        judge.judgeAll(results("stripe", "HDDD", 0));

        assertThat(journal)
                .extracting(JournalEntry::type)
                .containsExactly("outcome", "outcome", "outcome", "outcome", "change");
        assertThat(journal.get(4))
                .isEqualTo(new ChangeEntry(
                        "stripe", "Name of stripe", START.plusSeconds(3), "healthy", "down", "Connection refused"));
    }

    @Test
    void the_first_healthy_outcome_is_no_change_and_a_first_outage_is() {
        judge.judgeAll(results("stripe", "HHH", 0));
        assertThat(journal).extracting(JournalEntry::type).doesNotContain("change");

        judge.judgeAll(results("twilio", "DDD", 0));
        assertThat(journal).filteredOn(entry -> entry.type().equals("change")).hasSize(1);
    }

    @Test
    void a_repeat_is_ignored() {
        judge.judgeAll(results("stripe", "HD", 0));
        List<Judged> again = judge.judgeAll(results("stripe", "HD", 0));

        assertThat(again).isEmpty();
        assertThat(judge.state("stripe").failures()).isOne();
        assertThat(journal).hasSize(2);
    }

    @Test
    void outcomes_of_what_is_no_longer_watched_are_dropped() {
        assertThat(judge.judgeAll(results("gone", "H", 0))).isEmpty();
        assertThat(journal).isEmpty();
    }

    @Test
    void a_restored_state_continues_and_what_was_judged_since_wins() {
        Judge before = new Judge(integrations, entries -> {});
        before.judgeAll(results("stripe", "HDD", 0));
        before.judgeAll(results("twilio", "DDD", 0));
        judge.judgeAll(results("twilio", "H", 100));
        judge.restore(List.of(before.state("stripe"), before.state("twilio")));

        judge.judgeAll(results("stripe", "D", 200));
        assertThat(judge.state("stripe").status()).isEqualTo(Status.DOWN);
        assertThat(judge.state("twilio").status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void a_run_of_failures_that_began_before_the_last_run_was_known_goes_on_from_it() {
        Judge before = new Judge(integrations, entries -> {});
        before.judgeAll(results("stripe", "HDD", 0));
        judge.judgeAll(results("stripe", "D", 100));
        judge.restore(List.of(before.state("stripe")));

        assertThat(judge.state("stripe").failures()).isEqualTo(3);
        assertThat(judge.state("stripe").failingSince()).isEqualTo(START.plusSeconds(1));
        judge.judgeAll(results("stripe", "D", 200));
        assertThat(judge.state("stripe").status()).isEqualTo(Status.DOWN);
    }

    @Test
    void what_is_forgotten_begins_anew() {
        judge.judgeAll(results("stripe", "DDD", 0));
        judge.forget("stripe");

        assertThat(judge.state("stripe")).isEqualTo(IntegrationState.initial("stripe"));
    }

    @Test
    void a_full_disk_does_not_silence_the_alarm() {
        Judge onFullDisk = new Judge(integrations, entries -> {
            throw new StoreException("The spool cannot be written", new IOException("No space left on device"));
        });

        assertThat(onFullDisk.judgeAll(results("stripe", "DDD", 0)))
                .last()
                .extracting(judged -> judged.state().status())
                .isEqualTo(Status.DOWN);
    }

    private static List<CheckResult> results(String key, String letters, int firstSecond) {
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            results.add(Results.of(letters.charAt(i), key, START.plusSeconds(firstSecond + i)));
        }
        return results;
    }
}
