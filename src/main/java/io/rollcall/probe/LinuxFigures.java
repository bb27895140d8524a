package io.rollcall.probe;

import io.rollcall.check.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a Linux kernel tells in {@code /proc} (proc(5)). */
record LinuxFigures(Path proc) {
    /** These carry what others have counted already, or nothing that leaves the machine. */
    private static final String VIRTUAL = "lo|(veth|docker|br-|virbr|cni|flannel|ifb|dummy|tun|tap|wg).*";

    /**
     * What only grows.
     *
     * @param nanos when it was read
     * @param busy processor time in use, in ticks
     * @param ticks processor time in all
     * @param bad packets with errors or dropped
     */
    record Counters(long nanos, long busy, long ticks, long received, long sent, long packets, long bad) {

        /** Rates between two readings. Counters that went back, as after a restart of an interface, give none. */
        void ratesSince(Counters before, Findings findings) {
            double seconds = (nanos - before.nanos()) / 1e9;
            long all = packets - before.packets();
            long lost = bad - before.bad();
            findings.metric("cpu_used", "%", share(busy - before.busy(), ticks - before.ticks()))
                    .metric("network_received_per_second", "B", positive((received - before.received()) / seconds))
                    .metric("network_sent_per_second", "B", positive((sent - before.sent()) / seconds))
                    .metric("packet_loss", "%", share(lost, all + lost));
        }

        private static double share(long part, long whole) {
            return whole > 0 && part >= 0 ? 100.0 * part / whole : Double.NaN;
        }

        private static double positive(double rate) {
            return rate >= 0 ? rate : Double.NaN;
        }
    }

    boolean present() {
        return Files.isReadable(proc.resolve("meminfo")) && Files.isReadable(proc.resolve("stat"));
    }

    /** What stands at a level now: memory, swap and open files. Caches count as free memory. */
    void levels(Findings findings) throws IOException {
        Map<String, Double> memory = new HashMap<>();
        for (String line : lines("meminfo")) {
            String[] parts = line.split("[:\\s]+");
            memory.put(parts[0], Double.valueOf(parts[1]));
        }
        findings.metric("memory_used", "%", used(memory, "MemAvailable", "MemTotal"))
                .metric("swap_used", "%", used(memory, "SwapFree", "SwapTotal"));
        if (Files.isReadable(proc.resolve("sys/fs/file-nr"))) {
            String[] files = lines("sys/fs/file-nr").get(0).split("\\s+");
            findings.metric("open_files_used", "%", 100 * Double.parseDouble(files[0]) / Double.parseDouble(files[2]));
        }
    }

    Counters counters() throws IOException {
        String[] cpu = lines("stat").get(0).split("\\s+");
        long ticks = 0;
        // user nice system idle iowait irq softirq steal; what guests use is part of user already.
        for (int i = 1; i <= 8; i++) {
            ticks += Long.parseLong(cpu[i]);
        }
        long idle = Long.parseLong(cpu[4]) + Long.parseLong(cpu[5]);
        long[] network = network();
        return new Counters(System.nanoTime(), ticks - idle, ticks, network[0], network[1], network[2], network[3]);
    }

    /** Bytes received and sent, packets, and packets with errors or dropped, of all interfaces that lead outside. */
    private long[] network() throws IOException {
        long[] sums = new long[4];
        if (!Files.isReadable(proc.resolve("net/dev"))) {
            return sums;
        }
        for (String line : lines("net/dev")) {
            int colon = line.indexOf(':');
            if (colon < 0 || line.substring(0, colon).strip().matches(VIRTUAL)) {
                continue;
            }
            String[] parts = line.substring(colon + 1).strip().split("\\s+");
            for (int direction = 0; direction <= 8; direction += 8) {
                sums[direction / 8] += Long.parseLong(parts[direction]);
                sums[2] += Long.parseLong(parts[direction + 1]);
                sums[3] += Long.parseLong(parts[direction + 2]) + Long.parseLong(parts[direction + 3]);
            }
        }
        return sums;
    }

    private static double used(Map<String, Double> memory, String free, String total) {
        double all = memory.getOrDefault(total, 0.0);
        return all > 0 ? 100 * (all - memory.getOrDefault(free, 0.0)) / all : Double.NaN;
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(proc.resolve(file));
    }
}
