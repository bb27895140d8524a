package io.rollcall.probe;

import io.rollcall.check.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in what a Nagios plugin prints: {@code 'label'=value[UOM];[warn];[crit];[min];[max]} after a bar, as the
 * Monitoring Plugins' development guidelines have it.
 */
final class PerformanceData {
    private static final Pattern ITEM =
            Pattern.compile("(?:'((?:[^']|'')+)'|([^\\s='|]+))=([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)([a-zA-Z%]*)");

    private record Unit(String name, double factor) {}

    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("s", new Unit("s", 1)),
            Map.entry("ms", new Unit("s", 1e-3)),
            Map.entry("us", new Unit("s", 1e-6)),
            Map.entry("ns", new Unit("s", 1e-9)),
            Map.entry("%", new Unit("%", 1)),
            Map.entry("b", new Unit("B", 1)),
            Map.entry("kb", new Unit("B", 1L << 10)),
            Map.entry("mb", new Unit("B", 1L << 20)),
            Map.entry("gb", new Unit("B", 1L << 30)),
            Map.entry("tb", new Unit("B", 1L << 40)),
            Map.entry("c", new Unit("", 1)));

    private PerformanceData() {}

    /** All of them in the order in which they are printed; times in seconds, sizes in bytes. */
    static List<Metric> in(String output) {
        List<Metric> found = new ArrayList<>();
        for (String line : output.lines().toList()) {
            int bar = line.indexOf('|');
            Matcher items = ITEM.matcher(bar < 0 ? "" : line.substring(bar + 1));
            while (items.find()) {
                String label = items.group(1) == null ? items.group(2) : items.group(1);
                Unit unit = unit(items.group(4));
                found.add(Metric.of(name(label), unit.name(), Double.parseDouble(items.group(3)) * unit.factor()));
            }
        }
        return found;
    }

    private static Unit unit(String written) {
        Unit known = UNITS.get(written.toLowerCase(Locale.ROOT));
        return known == null ? new Unit(written, 1) : known;
    }

    /** As metrics are named: {@code /var used} becomes {@code var_used}. */
    private static String name(String label) {
        String name =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return name.matches("[a-z].*") && !name.startsWith("rollcall_") ? name : "value_" + name;
    }
}
