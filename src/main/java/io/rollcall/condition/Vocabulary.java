package io.rollcall.condition;

import io.rollcall.condition.Operand.Variable;
import io.rollcall.spelling.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which variables a condition may name, and of which type they are. Immutable: each {@code with} gives a new one. */
public final class Vocabulary {
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "contains", "matches", "for", "true", "false", "null", "len", "has");

    private static final String OVER_TIME = "over.time";

    private enum Form {
        PLAIN,
        PREFIX,
        DOCUMENT,
        /** Another name of something. */
        ALIAS,
        /** Beginning of the names that functions over time may be about although nobody declared them. */
        SERIES,
        /** Ending of names. */
        SUFFIX
    }

    /** For an alias, {@code means} is what facts know it by. */
    private record Entry(Form form, Type type, Set<String> words, @Nullable String means) {
        Entry(Form form, Type type, Set<String> words) {
            this(form, type, words, null);
        }
    }

    private final SortedMap<String, Entry> entries;

    private Vocabulary(SortedMap<String, Entry> entries) {
        this.entries = entries;
    }

    public static Vocabulary empty() {
        return new Vocabulary(new TreeMap<>());
    }

    /** A variable; one of type JSON can be looked into: {@code details.queue}. */
    public Vocabulary with(String name, Type type) {
        return plus(name, new Entry(Form.PLAIN, type, Set.of()));
    }

    /** A text variable that is always one of these upper-case words, compared in any case. */
    public Vocabulary withWords(String name, List<String> words) {
        if (words.isEmpty() || !words.stream().allMatch(Lexer::isWord)) {
            throw new IllegalArgumentException("the words of " + name + " must be upper case: " + words);
        }
        return plus(name, new Entry(Form.PLAIN, Type.TEXT, new LinkedHashSet<>(words)));
    }

    /** Every variable whose name begins so, such as {@code header.}; the prefix ends with a dot. */
    public Vocabulary withPrefix(String prefix, Type type) {
        if (!prefix.endsWith(".") || type == Type.JSON) {
            throw new IllegalArgumentException("a prefix ends with a dot and is not JSON: " + prefix);
        }
        return plus(prefix, new Entry(Form.PREFIX, type, Set.of()));
    }

    /** A {@link Document}: by its name the whole text, by a path into it the JSON there. */
    public Vocabulary withDocument(String name) {
        return plus(name, new Entry(Form.DOCUMENT, Type.TEXT, Set.of()));
    }

    /** Another name for a variable: facts are asked for what it {@code means}. Named only when it may have been meant. */
    public Vocabulary withAlias(String name, Type type, String means) {
        return plus(name, new Entry(Form.ALIAS, type, Set.of(), means));
    }

    /** Every variable whose name ends so, such as {@code _health}. */
    public Vocabulary withSuffix(String suffix, Type type) {
        return plus("any" + suffix, new Entry(Form.SUFFIX, type, Set.of()));
    }

    /** Allows functions over time, such as {@code rate(x[5m])}; an x that is no variable stands for the prefix and x. */
    public Vocabulary withSeries(String prefix) {
        return plus(OVER_TIME, new Entry(Form.SERIES, Type.NUMBER, Set.of(), prefix));
    }

    private Vocabulary plus(String name, Entry entry) {
        String end = entry.form() == Form.PREFIX ? "\\." : "";
        if (!name.matches("[a-z][\\w-]*(\\.[\\w-]+)*" + end) || RESERVED.contains(name)) {
            throw new IllegalArgumentException("a variable cannot be named '" + name + "'");
        }
        SortedMap<String, Entry> more = new TreeMap<>(entries);
        more.put(name, entry);
        return new Vocabulary(more);
    }

    /** The words that the operand is limited to; empty when it is not. */
    Set<String> words(Operand operand) {
        Entry entry = operand instanceof Variable variable ? entries.get(variable.root()) : null;
        return entry == null ? Set.of() : entry.words();
    }

    /** Whether it can be looked into. */
    boolean holdsJson(Variable variable) {
        Entry entry = entries.get(variable.root());
        return variable.type() == Type.JSON || entry != null && entry.form() == Form.DOCUMENT;
    }

    /** True when functions over time are allowed. */
    boolean holdsSeries() {
        return entries.containsKey(OVER_TIME);
    }

    /** What a function over time is about. */
    Variable series(Token token) {
        Entry series = entries.get(OVER_TIME);
        boolean declared = declared(token, token.text(), token.text(), List.of()) != null;
        if (declared || series == null || !token.text().matches("[a-z][a-z0-9_]*")) {
            return variable(token);
        }
        return new Variable(token.text(), series.means() + token.text(), List.of(), Type.NUMBER);
    }

    /** The variable that the token names: whole, by its prefix, or as a path into JSON. */
    Variable variable(Token token) {
        StringBuilder written = new StringBuilder();
        token.path().forEach(step -> step.write(written));
        String name = written.toString();
        int keys = leadingKeys(token.path());
        for (int used = keys; used > 0; used--) {
            String root = joined(token.path().subList(0, used));
            Variable found = declared(
                    token, name, root, token.path().subList(used, token.path().size()));
            if (found != null) {
                return found;
            }
        }
        String near = nearest(name);
        throw new ConditionException(
                token.column(),
                "unknown variable '" + token.text() + "'; " + (near == null ? "" : "did you mean " + near + "? ")
                        + "Known: " + names());
    }

    private @Nullable Variable declared(Token token, String name, String root, List<Step> rest) {
        Entry entry = entries.get(root);
        if (entry == null && rest.isEmpty()) {
            entry = entries.headMap(root).entrySet().stream()
                    .filter(e -> e.getValue().form() == Form.PREFIX && root.startsWith(e.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseGet(() -> ending(root));
        }
        if (entry == null || entry.form() == Form.SERIES) {
            return null;
        }
        if (rest.isEmpty()) {
            return new Variable(name, entry.means() == null ? root : entry.means(), List.of(), entry.type());
        }
        if (entry.form() != Form.DOCUMENT && entry.type() != Type.JSON) {
            String why = root + " is " + entry.type().label() + " and has no parts";
            throw new ConditionException(token.column(), why + "; write " + root + " alone");
        }
        return new Variable(name, root, List.copyOf(rest), Type.JSON);
    }

    private @Nullable Entry ending(String name) {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().form() == Form.SUFFIX
                        && name.endsWith(e.getKey().substring("any".length())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static int leadingKeys(List<Step> path) {
        int count = 0;
        while (count < path.size() && path.get(count) instanceof Step.Key) {
            count++;
        }
        return count;
    }

    private static String joined(List<Step> keys) {
        return keys.stream().map(step -> ((Step.Key) step).key()).collect(Collectors.joining("."));
    }

    /** The declared name that was probably meant, or null. */
    @Nullable
    String nearest(String name) {
        return Nearest.to(name.toLowerCase(Locale.ROOT), entries.keySet());
    }

    /** The type of the variable of that name, or null when there is none. */
    public @Nullable Type type(String name) {
        Variable found = declared(new Token(Token.Kind.NAME, name, 1, List.of()), name, name, List.of());
        return found == null ? null : found.type();
    }

    /** What is ordered and has one value, by name: what numbers there are. */
    public SortedMap<String, Type> quantities() {
        SortedMap<String, Type> found = new TreeMap<>();
        entries.forEach((name, entry) -> {
            if (entry.form() == Form.PLAIN && entry.type().ordered() && entry.type() != Type.JSON) {
                found.put(name, entry.type());
            }
        });
        return found;
    }

    private String names() {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().form() != Form.ALIAS && e.getValue().form() != Form.SERIES)
                .map(e -> name(e.getKey(), e.getValue().form()) + parts(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String name(String key, Form form) {
        return form == Form.PREFIX ? key + "<name>" : form == Form.SUFFIX ? "<any>" + key.substring(3) : key;
    }

    private static String parts(Entry entry) {
        return entry.form() == Form.DOCUMENT || entry.type() == Type.JSON ? "[.<path>]" : "";
    }
}
