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
        compare(check, "max-memory", "Memory in use, %", memory, details, complaints);
        compare(check, "max-disk", "Disk in use, %", used, details, complaints);
        compare(check, "max-load", "Load per processor", load, details, complaints);
        return complaints.isEmpty() ? check.succeeded(details) : check.degraded(String.join("; ", complaints), details);
    }

    private static void compare(
            Check check,
            String parameter,
            String what,
            double value,
            Map<String, Object> details,
            List<String> complaints) {
        double limit = Double.parseDouble(check.integration().parameters().get(parameter));
        double rounded = Math.round(value * 100) / 100.0;
        details.put(parameter.substring("max-".length()), rounded);
        if (value > limit) {
            complaints.add(what + ": " + rounded + " (limit " + limit + ")");
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
