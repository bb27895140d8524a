package io.rollcall.probe;

import com.sun.management.OperatingSystemMXBean;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers whether the machine that Rollcall runs on has memory, disk and processor left (requirements 001-04, 05, 07). */
public final class SystemProbe {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Degraded above any limit, with each limit passed in the message; never down. */
    public CheckResult run(Check check) throws IOException {
        check.beginTry();
        FileStore disk =
                Files.getFileStore(Path.of(check.integration().parameters().getOrDefault("disk", ".")));
        double memory = 100.0 * (system.getTotalMemorySize() - availableMemory()) / system.getTotalMemorySize();
        double used = 100.0 * (disk.getTotalSpace() - disk.getUsableSpace()) / disk.getTotalSpace();
        double load = Math.max(0, system.getSystemLoadAverage()) / system.getAvailableProcessors();
        List<String> complaints = new ArrayList<>();
        Map<String, Object> details = new LinkedHashMap<>();
        for (Reading reading : List.of(
                new Reading("memory", "Memory in use, %", memory),
                new Reading("disk", "Disk in use, %", used),
                new Reading("load", "Load per processor", load))) {
            double limit = Double.parseDouble(check.integration().parameters().get("max-" + reading.name()));
            details.put(reading.name(), reading.rounded());
            if (reading.value() > limit) {
                complaints.add(reading.words() + ": " + reading.rounded() + " (limit " + limit + ")");
            }
        }
        return complaints.isEmpty() ? check.succeeded(details) : check.degraded(String.join("; ", complaints), details);
    }

    private record Reading(String name, String words, double value) {
        double rounded() {
            return Math.round(value * 100) / 100.0;
        }
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
