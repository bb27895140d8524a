package io.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.check.CheckResult;
import io.rollcall.check.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SystemProbeTest {
    @TempDir
    private Path proc;

    private SystemProbe probe;

    @BeforeEach
    void machine() throws IOException {
        write(
                "meminfo",
                "MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 400 kB\nSwapTotal: 200 kB\nSwapFree: 150 kB\n");
        write("stat", "cpu  100 0 100 700 100 0 0 0 50 0\ncpu0 1 1 1 1\n");
        write("sys/fs/file-nr", "1500\t0\t3000\n");
        network(1_000_000, 2_000, 1_000, 0);
        probe = new SystemProbe(new Judgement(), new LinuxFigures(proc));
    }

    @Test
    void levels_are_known_at_the_first_look_and_rates_at_the_second() throws Exception {
        CheckResult first = look(Map.of());
        assertThat(first.message()).isNull();
        assertThat(Found.metrics(first))
                .containsEntry("memory_used", 60.0)
                .containsEntry("swap_used", 25.0)
                .containsEntry("open_files_used", 50.0)
                .containsKeys("disk_used{disk=.}")
                .doesNotContainKeys("cpu_used", "packet_loss", "network_sent_per_second");

        write("stat", "cpu  190 0 105 705 100 0 0 0 99 0\n");
        network(9_000_000, 2_000, 1_098, 2);
        CheckResult second = look(Map.of());
        Map<String, Double> metrics = Found.metrics(second);
        assertThat(metrics.get("cpu_used")).isCloseTo(95.0, within(0.01));
        assertThat(metrics.get("packet_loss")).isCloseTo(2.0, within(0.01));
        assertThat(metrics.get("network_received_per_second")).isPositive();
        assertThat(metrics).containsEntry("network_sent_per_second", 0.0);
        assertThat(second.message()).isEqualTo("95% of the processor is used; 2% of the packets are lost");
    }

    @Test
    void a_counter_that_went_back_gives_no_rate() throws Exception {
        look(Map.of());
        network(5, 5, 5, 0);
        assertThat(Found.metrics(look(Map.of())))
                .doesNotContainKeys("network_received_per_second", "network_sent_per_second", "cpu_used");
    }

    @Test
    void a_machine_without_swap_has_none_used() throws Exception {
        write("meminfo", "MemTotal: 1000 kB\nMemAvailable: 50 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
        CheckResult result = look(Map.of());
        assertThat(Found.metrics(result)).doesNotContainKey("swap_used");
        assertThat(result.message()).isEqualTo("memory: memory_used (95%) < 90%");
    }

    @Test
    void several_disks_are_told_apart() throws Exception {
        CheckResult result = look(Map.of("disk", "., " + proc, "sub-checks", "disk: disk_used < 0%"));
        assertThat(Found.metrics(result)).containsKeys("disk_used{disk=.}", "disk_used{disk=" + proc + "}");
        assertThat(result.message()).startsWith("disk: disk_used (");
        assertThatThrownBy(() -> look(Map.of("disk", "no-such-folder"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void without_proc_memory_disk_and_load_are_measured() throws Exception {
        probe = new SystemProbe(new Judgement(), new LinuxFigures(proc.resolve("none")));
        assertThat(Found.metrics(look(Map.of())))
                .containsKeys("memory_used", "disk_used{disk=.}")
                .doesNotContainKeys("swap_used", "open_files_used");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_kernel_of_this_machine_is_understood() throws Exception {
        probe = new SystemProbe(new Judgement());
        look(Map.of());
        assertThat(Found.metrics(look(Map.of())))
                .containsKeys("memory_used", "open_files_used", "network_received_per_second", "load_per_processor")
                .allSatisfy((name, value) -> assertThat(value).isNotNegative());
    }

    private CheckResult look(Map<String, String> more) throws IOException {
        Map<String, String> parameters = KindDefaults.of(
                "system",
                Map.of(
                        "sub-checks",
                        """
                processor?: cpu_used < 90% => {cpu_used} of the processor is used
                memory: memory_used < 90%
                packet loss?: packet_loss <= 1% => {packet_loss} of the packets are lost
                """));
        parameters.putAll(more);
        return probe.run(Checks.patient("system", Duration.ofSeconds(30), parameters));
    }

    private void network(long received, long sent, long packets, long dropped) throws IOException {
        write(
                "net/dev",
                """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo
                    lo: 99999 99999 99999 99999 0 0 0 0 99999 99999 99999 99999 0 0 0 0
                 veth1: 99999 99999 99999 99999 0 0 0 0 99999 99999 99999 99999 0 0 0 0
                  eth0: %d %d 0 %d 0 0 0 0 %d 0 0 0 0 0 0 0
                """
                        .formatted(received, packets, dropped, sent));
    }

    private void write(String file, String text) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
