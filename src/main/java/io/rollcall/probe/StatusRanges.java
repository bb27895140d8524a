package io.rollcall.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which response codes are right, such as {@code 200-204,401}. */
record StatusRanges(List<Range> ranges) {
    private record Range(int from, int to) {
        @Override
        public String toString() {
            return from == to ? "" + from : from + "-" + to;
        }
    }

    static StatusRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("\\s*-\\s*");
            ranges.add(new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
        }
        return new StatusRanges(ranges);
    }

    boolean contain(int code) {
        return ranges.stream().anyMatch(range -> range.from() <= code && code <= range.to());
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
