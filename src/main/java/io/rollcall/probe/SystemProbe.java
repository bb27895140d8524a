package io.rollcall.probe;

import com.sun.management.OperatingSystemMXBean;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How much memory, disk and processor the machine that Rollcall runs on has left (requirements 001-04, 05, 07). */
public final class SystemProbe {
    static final Kind KIND = new Kind(
            "system",
            Map.of(),
            Vocabulary.empty()
                    .with("memory_used", Type.PERCENT)
                    .with("disk_used", Type.PERCENT)
                    .with("load_per_processor", Type.NUMBER));

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Judgement judgement;

    public SystemProbe(Judgement judgement) {
        this.judgement = judgement;
    }

    /** Measures and judges. Throws when the disk cannot be looked at. */
    public CheckResult run(Check check) throws IOException {
        FileStore disk =
                Files.getFileStore(Path.of(check.integration().parameters().getOrDefault("disk", ".")));
        Findings findings = new Findings()
                .metric("memory_used", "%", share(availableMemory(), system.getTotalMemorySize()))
                .metric("disk_used", "%", share(disk.getUsableSpace(), disk.getTotalSpace()));
        if (system.getSystemLoadAverage() >= 0) {
            findings.metric("load_per_processor", "", system.getSystemLoadAverage() / system.getAvailableProcessors());
        }
        return judgement.judge(check, findings);
    }

    private static double share(long left, long total) {
        return 100.0 * (total - left) / total;
    }

    /** What the kernel could give without swapping; caches count as available, unlike in the platform's own figure. */
    private long availableMemory() throws IOException {
        Path meminfo = Path.of("/proc/meminfo");
        if (Files.isReadable(meminfo)) {
            for (String line : Files.readAllLines(meminfo)) {
                if (line.startsWith("MemAvailable:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        }
        return system.getFreeMemorySize();
    }
}
