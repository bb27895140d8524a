package io.rollcall.mute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which silences fit an alert's labels, whenever they hold? Each set of matchers is found by one that asks for a label that
 * is there, best of all for one value of it; and what was found for labels is kept. Made anew when a silence changes.
 * Thread-safe.
 */
final class SilenceIndex {
    /** As many alerts as anybody will have at once; a few hundred bytes each. */
    private static final int KEPT = 20_000;

    private final Map<Map.Entry<String, String>, List<Candidate>> byValue = new HashMap<>();
    private final Map<String, List<Candidate>> byLabel = new HashMap<>();
    private final Cache<Map<String, String>, List<Silence>> found =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /** A set of matchers, and the one it is found by. */
    private record Candidate(Silence silence, Matchers set, Matcher key) {}

    SilenceIndex(Collection<Silence> silences) {
        silences.forEach(silence -> silence.matchers().forEach(set -> add(silence, set)));
    }

    private void add(Silence silence, Matchers set) {
        for (Matcher matcher : set.all()) {
            if (matcher.isOneValue()) {
                byValue.computeIfAbsent(Map.entry(matcher.label(), matcher.value()), key -> new ArrayList<>())
                        .add(new Candidate(silence, set, matcher));
                return;
            }
        }
        // Sets that match everything are refused where silences are read.
        set.all().stream()
                .filter(matcher -> !matcher.matchesEmpty())
                .findFirst()
                .ifPresent(key -> byLabel.computeIfAbsent(key.label(), label -> new ArrayList<>())
                        .add(new Candidate(silence, set, key)));
    }

    List<Silence> matching(Map<String, String> labels) {
        return byValue.isEmpty() && byLabel.isEmpty() ? List.of() : found.get(labels, this::search);
    }

    private List<Silence> search(Map<String, String> labels) {
        Set<Silence> matching = new LinkedHashSet<>();
        labels.forEach((label, value) -> {
            for (Candidate candidate : byValue.getOrDefault(Map.entry(label, value), List.of())) {
                add(candidate, labels, matching);
            }
            for (Candidate candidate : byLabel.getOrDefault(label, List.of())) {
                if (candidate.key().matching().test(value)) {
                    add(candidate, labels, matching);
                }
            }
        });
        return List.copyOf(matching);
    }

    private static void add(Candidate candidate, Map<String, String> labels, Set<Silence> matching) {
        if (candidate.set().matches(labels)) {
            matching.add(candidate.silence());
        }
    }
}
