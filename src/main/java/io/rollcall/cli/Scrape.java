package io.rollcall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page in Prometheus' text format says at one moment. */
final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*})? (\\S+)( \\d+)?");

    private record Sample(String name, String labels, double value) {}

    private final List<Sample> samples = new ArrayList<>();

    Scrape(String page) {
        for (String line : page.split("\n")) {
            Matcher sample = SAMPLE.matcher(line.strip());
            if (sample.matches()) {
                samples.add(new Sample(
                        sample.group(1), sample.group(2) == null ? "" : sample.group(2), number(sample.group(3))));
            }
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
        };
    }

    /** The sum over all labels; empty where there is none of that name, or nothing known of it. */
    OptionalDouble sum(String name) {
        return sum(name, "");
    }

    /** The sum of those that have this label, written as on the page: {@code area="heap"}. */
    OptionalDouble sum(String name, String label) {
        double[] values = samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().contains(label))
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(java.util.Arrays.stream(values).sum());
    }
}
