package io.rollcall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Teaches a shell to complete commands, options, and the keys of what an engine watches. */
@Command(
        name = "completion",
        description = {
            "Print a script that completes commands, options and keys of integrations in a shell.",
            "bash and zsh: source <(./rollcall completion bash), fish: ./rollcall completion fish | source"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "rollcall";

    /** Those that there is a script for. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Shell shell;

    CompletionCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        // The script for bash turns on what zsh needs to understand it.
        environment.out().println(shell == Shell.FISH ? fish(root) : AutoComplete.bash(NAME, root));
        return 0;
    }

    private static String fish(CommandLine root) {
        List<String> lines = new ArrayList<>();
        lines.add("complete -c " + NAME + " -f");
        add(lines, root, List.of());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, CommandLine command, List<String> path) {
        String when = when(command, path);
        command.getSubcommands().forEach((name, sub) -> {
            lines.add("complete -c " + NAME + " -n '" + when + "' -a " + name + " -d '" + described(sub) + "'");
            List<String> below = new ArrayList<>(path);
            below.add(name);
            add(lines, sub, below);
        });
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            candidates(parameter)
                    .ifPresent(words -> lines.add("complete -c " + NAME + " -n '" + when + "' -a '" + words + "'"));
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.longestName().startsWith("--")) {
                String words =
                        candidates(option).map(some -> " -a '" + some + "'").orElse("");
                String value = option.arity().max() > 0 ? " -r" + words : "";
                lines.add("complete -c " + NAME + " -n '" + when + "' -l "
                        + option.longestName().substring(2) + value + " -d '" + quoted(first(option.description()))
                        + "'");
            }
        }
    }

    /** What may stand there, as a list for fish; empty where that is not known. */
    private static Optional<String> candidates(ArgSpec argument) {
        Iterable<String> known = argument.completionCandidates();
        String words = known == null ? "" : quoted(String.join(" ", known));
        return Optional.of(words).filter(some -> !some.isEmpty());
    }

    /** After these commands, and before one below them. */
    private static String when(CommandLine command, List<String> path) {
        StringBuilder when = new StringBuilder(path.isEmpty() ? "true" : "");
        path.forEach(word -> when.append(when.isEmpty() ? "" : "; and ")
                .append("__fish_seen_subcommand_from ")
                .append(word));
        if (!command.getSubcommands().isEmpty()) {
            when.append("; and not __fish_seen_subcommand_from ")
                    .append(String.join(" ", command.getSubcommands().keySet()));
        }
        return when.toString();
    }

    private static String described(CommandLine command) {
        return quoted(first(command.getCommandSpec().usageMessage().description()));
    }

    private static String first(String... lines) {
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return text.replaceAll("\\$\\{[^}]*}", "").replaceAll("['\\\\]", "").strip();
    }
}
