package io.rollcall.camel;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.Placeholders;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What route files declare beside integrations, as {@code templatedRoute} entries of a kind of ours: inhibitions, calendars
 * and the like. They have no route; they are read, and handed to whoever heeds them.
 */
public final class Definitions {
    private final Placeholders placeholders;
    private final Map<String, Kind<?>> kinds = new LinkedHashMap<>();

    public Definitions(Placeholders placeholders) {
        this.placeholders = placeholders;
    }

    /** None at all. */
    public static Definitions none() {
        return new Definitions(text -> text);
    }

    /**
     * One kind of thing.
     *
     * @param parameters all that it may have
     * @param reading makes one of what is written; null when that has a problem
     * @param taking is given all of them by name whenever they may have changed
     */
    public record Kind<T>(
            Set<String> parameters, Function<Written, @Nullable T> reading, Consumer<Map<String, T>> taking) {}

    /** Adds a kind under the word that {@code routeTemplateRef} names it by. */
    public <T> void add(String word, Kind<T> kind) {
        kinds.put(word, kind);
    }

    /** The words of all kinds. */
    public Set<String> words() {
        return kinds.keySet();
    }

    public boolean has(Declaration declaration) {
        return kinds.containsKey(declaration.kind());
    }

    /** Reads those of its kinds, and notes what is wrong with them; changes nothing. */
    public void inspect(Collection<Declaration> declarations, List<Problem> problems) {
        kinds.forEach((word, kind) -> read(word, kind, declarations, problems));
    }

    /** Hands out those of its kinds, which are right. */
    public void take(Collection<Declaration> declarations) {
        kinds.forEach((word, kind) -> take(word, kind, declarations));
    }

    private <T> void take(String word, Kind<T> kind, Collection<Declaration> declarations) {
        kind.taking().accept(read(word, kind, declarations, new ArrayList<>()));
    }

    private <T> Map<String, T> read(
            String word, Kind<T> kind, Collection<Declaration> declarations, List<Problem> problems) {
        Map<String, T> found = new LinkedHashMap<>();
        for (Declaration declaration : declarations) {
            if (declaration.kind().equals(word)) {
                Written written = new Written(declaration, placeholders, problems);
                written.allow(kind.parameters());
                T read = kind.reading().apply(written);
                if (read != null) {
                    found.put(declaration.key(), read);
                }
            }
        }
        return found;
    }
}
