package io.rollcall.mute;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which silences fit an alert's labels, whenever they hold? Those that ask for one value of a label are looked at only for
 * alerts that have it, and what was found for labels is kept. Made anew when a silence changes. Thread-safe.
 */
final class SilenceIndex {
    /** As many alerts as anybody will have at once; a few hundred bytes each. */
    private static final int KEPT = 20_000;

    private final Map<Map.Entry<String, String>, List<Silence>> byValue = new HashMap<>();
    private final List<Silence> others = new ArrayList<>();
    private final Cache<Map<String, String>, List<Silence>> found =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    SilenceIndex(Collection<Silence> silences) {
        for (Silence silence : silences) {
            for (Matchers set : silence.matchers()) {
                Optional<Matcher> value =
                        set.all().stream().filter(Matcher::isOneValue).findFirst();
                value.map(one -> byValue.computeIfAbsent(Map.entry(one.label(), one.value()), key -> new ArrayList<>()))
                        .orElse(others)
                        .add(silence);
            }
        }
    }

    List<Silence> matching(Map<String, String> labels) {
        return byValue.isEmpty() && others.isEmpty() ? List.of() : found.get(labels, this::search);
    }

    private List<Silence> search(Map<String, String> labels) {
        Set<Silence> matching = new LinkedHashSet<>();
        labels.entrySet().forEach(label -> add(byValue.getOrDefault(label, List.of()), labels, matching));
        add(others, labels, matching);
        return List.copyOf(matching);
    }

    private static void add(List<Silence> candidates, Map<String, String> labels, Set<Silence> matching) {
        candidates.stream().filter(silence -> silence.matches(labels)).forEach(matching::add);
    }
}
