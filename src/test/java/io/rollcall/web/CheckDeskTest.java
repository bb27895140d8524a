package io.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.check.Results;
import io.rollcall.integration.AnIntegration;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Judged;
import io.rollcall.judge.NextOutcomes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckDeskTest {
    private final NextOutcomes outcomes = new NextOutcomes();
    private final AtomicInteger requested = new AtomicInteger();
    private final CheckDesk desk = new CheckDesk(key -> requested.incrementAndGet() > 0, outcomes, Clock.systemUTC());
    private final Integration shop = AnIntegration.called("shop").build();

    @Test
    void so_many_may_wait_and_the_next_is_told_when_to_ask_again() {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<List<Judged>>> waiting = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> desk.check(List.of(shop)), threads))
                .limit(8)
                .toList();
        await().until(() -> requested.get() == 8);

        assertThatThrownBy(() -> desk.check(List.of(shop))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(503);
            assertThat(refused.headers()).containsEntry("Retry-After", "5");
        });
        assertThat(requested).hasValue(8);

        found();
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).hasSize(1));
        CompletableFuture<List<Judged>> next = CompletableFuture.supplyAsync(() -> desk.check(List.of(shop)), threads);
        await().until(() -> requested.get() == 9);
        found();
        assertThat(next.join()).hasSize(1);
        threads.shutdown();
    }

    private void found() {
        Integrations integrations = new Integrations();
        integrations.put(shop);
        Judge judge = new Judge(integrations, entries -> {});
        outcomes.take(
                judge.judgeAll(List.of(Results.of('H', "shop", Clock.systemUTC().instant()))));
    }
}
