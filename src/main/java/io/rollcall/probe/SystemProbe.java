package io.rollcall.probe;

import com.sun.management.OperatingSystemMXBean;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How much processor, memory, disk and network the machine that Rollcall runs on has left (requirements 001-03 to 001-07)?
 * Rates are those between two looks of the same integration, so the first has none. Thread-safe.
 */
public final class SystemProbe {
    static final Kind KIND = new Kind(
            "system",
            Map.of(),
            Vocabulary.empty()
                    .with("cpu_used", Type.PERCENT)
                    .with("memory_used", Type.PERCENT)
                    .with("swap_used", Type.PERCENT)
                    .with("disk_used", Type.PERCENT)
                    .with("load_per_processor", Type.NUMBER)
                    .with("network_received_per_second", Type.SIZE)
                    .with("network_sent_per_second", Type.SIZE)
                    .with("packet_loss", Type.PERCENT)
                    .with("open_files_used", Type.PERCENT));

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Judgement judgement;
    private final LinuxFigures linux;
    private final ConcurrentMap<String, LinuxFigures.Counters> last = new ConcurrentHashMap<>();

    public SystemProbe(Judgement judgement) {
        this(judgement, new LinuxFigures(Path.of("/proc")));
    }

    SystemProbe(Judgement judgement, LinuxFigures linux) {
        this.judgement = judgement;
        this.linux = linux;
    }

    /** Measures and judges. Throws when a disk cannot be looked at. */
    public CheckResult run(Check check) throws IOException {
        Findings findings = new Findings();
        String disks = new Parameters(check.integration()).text("disk", ".");
        for (String disk : disks.split(",")) {
            FileStore store = Files.getFileStore(Path.of(disk.strip()));
            // As df counts: what is kept back for root is neither used nor free.
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            double share = 100.0 * used / (used + store.getUsableSpace());
            findings.metric(new Metric("disk_used", "%", share, Map.of("disk", disk.strip())));
        }
        if (system.getSystemLoadAverage() >= 0) {
            findings.metric("load_per_processor", "", system.getSystemLoadAverage() / system.getAvailableProcessors());
        }
        if (linux.present()) {
            linux.levels(findings);
            LinuxFigures.Counters now = linux.counters();
            LinuxFigures.Counters before = last.put(check.integration().key(), now);
            if (before != null) {
                now.ratesSince(before, findings);
            }
        } else {
            long total = system.getTotalMemorySize();
            findings.metric("memory_used", "%", 100.0 * (total - system.getFreeMemorySize()) / total);
        }
        return judgement.judge(check, findings);
    }
}
