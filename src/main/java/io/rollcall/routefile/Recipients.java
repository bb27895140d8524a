package io.rollcall.routefile;

import io.rollcall.integration.Declaration;
import io.rollcall.spelling.Nearest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Can those be reached over a channel who are named in {@code to} of a receiver or an escalation's step? */
final class Recipients {
    private static final String ON_CALL = "on-call:";
    /** By which of a person's parameters a channel reaches somebody in person. */
    private static final Map<String, String> NEEDED = Map.of("email", "email", "sms", "phone");

    private final Map<String, Declaration> persons;
    private final Map<String, Declaration> schedules;

    Recipients(Collection<Declaration> declarations) {
        this.persons = named("person", declarations);
        this.schedules = named("on-call", declarations);
    }

    private static Map<String, Declaration> named(String kind, Collection<Declaration> declarations) {
        return declarations.stream()
                .filter(declaration -> declaration.kind().equals(kind))
                .collect(Collectors.toMap(Declaration::key, Function.identity(), (one, twin) -> one, TreeMap::new));
    }

    /** What is wrong with a name, if anything is. */
    Optional<String> problem(String name, Collection<String> channels) {
        if (name.startsWith(ON_CALL)) {
            String schedule = name.substring(ON_CALL.length());
            Declaration declared = schedules.get(schedule);
            return declared == null
                    ? Optional.of("no file declares a schedule '" + schedule + "'"
                            + Nearest.hint(schedule, schedules.keySet()))
                    : people(declared)
                            .flatMap(person -> lacking(person, channels).stream()
                                    .map(what -> person + ", who takes turns in '" + schedule + "', " + what))
                            .findFirst();
        }
        boolean address = name.contains("@") || name.startsWith("+");
        if (!persons.containsKey(name) && !address) {
            return Optional.of("'" + name + "' is no address, and no person that a file declares"
                    + Nearest.hint(name, persons.keySet()));
        }
        return address ? Optional.empty() : lacking(name, channels).map(what -> name + " " + what);
    }

    private Optional<String> lacking(String person, Collection<String> channels) {
        Declaration declared = persons.get(person);
        if (declared == null) {
            return Optional.of("is no person that a file declares" + Nearest.hint(person, persons.keySet()));
        }
        return channels.stream()
                .filter(NEEDED::containsKey)
                .filter(channel -> declared.parameters()
                        .getOrDefault(NEEDED.get(channel), "")
                        .isBlank())
                .map(channel -> "has no " + NEEDED.get(channel) + ", which " + channel + " needs")
                .findFirst();
    }

    /** The names before when they take turns, and before when they step in. */
    private static Stream<String> people(Declaration schedule) {
        Stream<String> layers = schedule.parameters()
                .getOrDefault("layers", "")
                .lines()
                .map(line -> line.replaceFirst("\\s+(daily|weekly|every)\\s.*", ""));
        Stream<String> overrides = schedule.parameters()
                .getOrDefault("overrides", "")
                .lines()
                .map(line -> line.replaceFirst("\\s+from\\s.*", ""));
        return Stream.concat(layers, overrides)
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.contains("{{"))
                .distinct();
    }

    /** Names of the parts of a step as it is written: {@code after 5m: sms, email to anna}. */
    record Step(List<String> channels, List<String> to) {
        static Step of(String line) {
            String[] parts = line.replaceFirst("[^:]*:", "").split("\\s+to\\s+", 2);
            return new Step(names(parts[0]), parts.length == 1 ? List.of() : names(parts[1]));
        }
    }

    static List<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.contains("{{"))
                .toList();
    }
}
