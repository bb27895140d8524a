package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages say of commands is what there is. */
class PagesTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\$ \\./rollcall (.+)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    @Test
    void every_example_is_a_command_that_there_is() throws IOException {
        List<String> examples =
                EXAMPLE.matcher(text()).results().map(match -> match.group(1)).toList();
        assertThat(examples).hasSizeGreaterThan(20);
        for (String example : examples) {
            CommandLine commands = commands();
            String[] words = OtherNames.inOurWords(commands, words(example));
            assertThatCode(() -> commands.parseArgs(words)).as(example).doesNotThrowAnyException();
        }
    }

    @Test
    void every_command_is_on_a_page() throws IOException {
        String text = text();
        assertThat(leaves(commands(), ""))
                .allSatisfy(path ->
                        assertThat(text).as(path).containsPattern("\\./rollcall " + path + "\\b|`" + path + "\\b"));
    }

    private static List<String> leaves(CommandLine command, String path) {
        List<String> leaves = new ArrayList<>();
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getCommandName().equals(name)) {
                leaves.addAll(sub.getSubcommands().isEmpty() ? List.of(path + name) : leaves(sub, path + name + " "));
            }
        });
        return leaves;
    }

    private static String[] words(String example) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(example);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group() : word.group(1));
        }
        return words.toArray(String[]::new);
    }

    private static CommandLine commands() {
        return new CommandLine(
                new Main(),
                new Commands(new Environment(
                        Path.of(""),
                        Map.of(),
                        new Properties(),
                        InputStream.nullInputStream(),
                        System.out,
                        System.err,
                        Terminal.NONE)));
    }

    private static String text() throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(Path.of("README.md")));
        try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
            for (Path page : pages.filter(one -> one.toString().endsWith(".md")).toList()) {
                text.append(Files.readString(page));
            }
        }
        return text.toString();
    }
}
