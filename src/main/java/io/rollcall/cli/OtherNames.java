package io.rollcall.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** The names that the documents have for commands, with a colon in them (requirements 000-01 and 000-22 to 000-25). */
final class OtherNames {
    private static final String HEALTH = "health";

    private OtherNames() {}

    /**
     * {@code metrics:stream} is {@code metrics stream}; {@code health:retell} is {@code check retell}, and so for each name
     * that is no command itself.
     */
    static String[] inOurWords(CommandLine commands, String... arguments) {
        int colon = arguments.length == 0 ? -1 : arguments[0].indexOf(':');
        if (colon <= 0 || commands.getSubcommands().containsKey(arguments[0])) {
            return arguments;
        }
        String group = arguments[0].substring(0, colon);
        String name = arguments[0].substring(colon + 1);
        List<String> words = new ArrayList<>(words(commands, group, name));
        if (words.isEmpty()) {
            return arguments;
        }
        words.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return words.toArray(String[]::new);
    }

    private static List<String> words(CommandLine commands, String group, String name) {
        if (group.equals(HEALTH)) {
            return switch (name) {
                case "quick-check" -> List.of("check", "--all");
                case "daily-check" -> List.of("check", "--all", "--detailed");
                default -> List.of("check", name);
            };
        }
        CommandLine command = commands.getSubcommands().get(group);
        boolean known = command != null && command.getSubcommands().containsKey(name);
        return known ? List.of(group, name) : List.of();
    }
}
