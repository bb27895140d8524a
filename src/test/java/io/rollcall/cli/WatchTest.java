package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.app.EngineClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void on_a_terminal_the_screen_is_renewed_in_place_and_left_as_it_was() {
        watch(new Terminal(true, false, true));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("\u001b[?1049h\u001b[?25l\u001b[Hmoment 1\u001b[K\r\nbelow\u001b[K\u001b[J")
                .contains("\u001b[Hmoment 2\u001b[K")
                .endsWith("\u001b[?25h\u001b[?1049l");
    }

    @Test
    void elsewhere_one_comes_after_the_other() {
        watch(Terminal.NONE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("moment 1\nbelow\nmoment 2\nbelow\n");
    }

    @Test
    void it_ends_when_nobody_reads_any_longer() throws Exception {
        PipedOutputStream pipe = new PipedOutputStream();
        PipedInputStream reader = new PipedInputStream(pipe);
        reader.close();
        AtomicInteger moment = new AtomicInteger();
        new Watch(environment(pipe, Terminal.NONE), Duration.ofMillis(1), true)
                .run(() -> List.of("moment " + moment.incrementAndGet()), () -> {});
        assertThat(moment).hasValue(1);
    }

    @Test
    void whoever_gives_up_need_not_wait_for_an_engine_that_hangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EngineClient engine = new EngineClient("http://localhost:" + silent.getLocalPort(), null);
            CompletableFuture.runAsync(() -> {
                try (Socket asked = silent.accept()) {
                    assertThat(asked.getInputStream().read()).isPositive();
                    engine.giveUp();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            new Watch(environment(out, Terminal.NONE), Duration.ofMillis(1), true)
                    .run(() -> List.of(engine.get("/").body()), engine::giveUp);
            assertThat(out.size()).isZero();
        }
    }

    private void watch(Terminal terminal) {
        Environment environment = environment(out, terminal);
        AtomicInteger moment = new AtomicInteger();
        assertThatThrownBy(() -> new Watch(environment, Duration.ofMillis(1), false)
                        .run(
                                () -> {
                                    if (moment.incrementAndGet() > 2) {
                                        throw new IllegalStateException("enough");
                                    }
                                    return List.of("moment " + moment.get(), "below");
                                },
                                () -> {}))
                .hasMessage("enough");
    }

    private static Environment environment(OutputStream out, Terminal terminal) {
        return new Environment(
                Path.of(""),
                Map.of(),
                new Properties(),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                terminal);
    }
}
