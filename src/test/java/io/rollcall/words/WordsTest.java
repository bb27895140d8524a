package io.rollcall.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Both languages say the same things, with everything filled in. */
class WordsTest {
    private static final Path PROGRAM = Path.of("src/main/java/io/rollcall");
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)(,(?:number|choice))?");
    /** Begins keys that are put together from what is told. */
    private static final Set<String> TOGETHER = Set.of(
            "mark.", "status.", "severity.", "headline.", "page.", "public.", "remark.", "length.", "door.", "said.");

    private final Words german = Words.in(Language.DE);

    @Test
    void every_language_has_the_same_keys_with_the_same_values() throws IOException {
        assertThat(values(Language.DE)).isEqualTo(values(Language.EN));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothing_is_left_open(Language language) throws IOException {
        for (String key : patterns(language).stringPropertyNames()) {
            if (key.equals("time") || key.equals("clock")) {
                continue;
            }
            for (int count : new int[] {0, 1, 2, 1000}) {
                assertThat(Words.in(language).say(key, filling(language, key, count)))
                        .as(key)
                        .doesNotContain("{", "}", "''", "null", "1.000", "1,000");
            }
        }
    }

    @Test
    void every_key_is_used_and_every_key_that_is_used_is_there() throws IOException {
        Set<String> keys = patterns(Language.EN).stringPropertyNames();
        String first = keys.stream()
                .map(key -> key.replaceFirst("\\..*", ""))
                .distinct()
                .collect(Collectors.joining("|"));
        Set<String> used = new TreeSet<>();
        for (String folder : List.of("notify", "group", "words")) {
            for (String source : sources(PROGRAM.resolve(folder))) {
                Pattern.compile("\"((?:" + first + ")(?:\\.[a-z-]*[a-z])?)\"")
                        .matcher(source)
                        .results()
                        .map(found -> found.group(1))
                        .filter(key -> key.contains(".") || keys.contains(key))
                        .forEach(used::add);
            }
        }
        assertThat(keys).containsAll(used);
        assertThat(keys)
                .filteredOn(key -> TOGETHER.stream().noneMatch(key::startsWith))
                .allSatisfy(key -> assertThat(used).contains(key));
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(WordsTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Properties patterns(Language language) throws IOException {
        Properties patterns = new Properties();
        for (String book : List.of("words", "said")) {
            try (var reader = Files.newBufferedReader(
                    Path.of("src/main/resources/io/rollcall/words/" + book + "_" + language.code() + ".properties"))) {
                patterns.load(reader);
            }
        }
        return patterns;
    }

    /** The values of each pattern, and whether each is a number. */
    private static Map<String, Set<String>> values(Language language) throws IOException {
        Properties patterns = patterns(language);
        Map<String, Set<String>> values = new TreeMap<>();
        for (String key : patterns.stringPropertyNames()) {
            values.put(
                    key,
                    found(patterns.getProperty(key))
                            .map(value -> value.group(1) + (value.group(2) == null ? "" : " number"))
                            .collect(Collectors.toSet()));
        }
        return values;
    }

    private static Stream<MatchResult> found(String pattern) {
        return VALUE.matcher(pattern).results();
    }

    private static Object[] filling(Language language, String key, int count) throws IOException {
        Object[] values = {"a", "b", "c", "d"};
        found(patterns(language).getProperty(key))
                .filter(value -> value.group(2) != null)
                .forEach(value -> values[Integer.parseInt(value.group(1))] = count);
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nobody is on call for payments | Für payments hat niemand Bereitschaft",
                "Nobody has acknowledged for 15 minutes (step 2 of 3) | Seit 15 Minuten hat niemand bestätigt (Stufe 2 von 3)",
                "Nobody has acknowledged for 1 hour (step 3 of 3) | Seit 1 Stunde hat niemand bestätigt (Stufe 3 von 3)",
                "Escalated by anna over slack (step 1 of 3) | Eskaliert von anna über slack (Stufe 1 von 3)",
                "By sms: Timeout after 5 seconds | Per sms: Timeout after 5 seconds",
                "Something else | Something else",
            })
    void remarks_are_recognised_by_what_they_are_in_english(String english, String translated) {
        assertThat(german.remark(english)).isEqualTo(translated);
        assertThat(Words.english().remark(english)).isEqualTo(english);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "silenced until 2026-03-01 09:48 UTC by anna: new disks: two | stumm bis 2026-03-01 09:48 UTC durch anna: new disks: two",
                "not told while integration-down of The Bank fires (cause) | während integration-down von The Bank besteht (cause)",
                "There is no user 'adda'; did you mean 'ada'? | Es gibt keinen Benutzer „adda“; ist „ada“ gemeint?",
                "There is no user 'adda' | Es gibt keinen Benutzer „adda“",
                "a password has 12 to 256 characters | ein Passwort hat 12 bis 256 Zeichen",
                "column 7: 'ti[' is no regular expression: Unclosed character class | Spalte 7: „ti[“ ist kein regulärer Ausdruck: Unclosed character class",
                "The bank is down, which it needs | The bank ist ausgefallen und wird dafür gebraucht",
                "HTTP 503 instead of 200-299 | HTTP 503 instead of 200-299",
            })
    void what_is_refused_is_said_in_the_language_of_whoever_reads_it(String english, String translated) {
        assertThat(german.said(english)).isEqualTo(translated);
        assertThat(Words.english().said(english)).isEqualTo(english);
    }

    /** Else a sentence that is written another way would be English again, and nobody would see. */
    @Test
    void what_is_said_stands_in_the_program_just_so() throws IOException {
        String program;
        try (Stream<Path> files = Files.walk(PROGRAM)) {
            program = files.filter(file -> file.toString().endsWith(".java"))
                    .map(WordsTest::text)
                    .collect(Collectors.joining())
                    .replaceAll("\"\\s*\\+\\s*\"", "");
        }
        Properties patterns = patterns(Language.EN);
        for (String key : patterns.stringPropertyNames()) {
            if (key.startsWith("said.")) {
                String longest = Stream.of(patterns.getProperty(key).split("\\{[^}]*}|; "))
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow();
                assertThat(program).as(key).contains(longest.replace("''", "'"));
            }
        }
    }

    @Test
    void times_are_written_as_each_language_has_them() {
        Instant time = Instant.parse("2026-03-01T09:48:00Z");
        assertThat(german.time(time)).isEqualTo("01.03.2026 09:48 UTC");
        assertThat(Words.english().time(time)).isEqualTo("2026-03-01 09:48 UTC");
        assertThat(Words.length(Duration.ofMinutes(65))).isEqualTo("1 h 5 min");
    }

    @Test
    void a_text_in_the_language_is_taken_before_the_one_without() {
        Map<String, String> both = Map.of("summary", "Slow", "summary.de", "Langsam");
        assertThat(german.of(both, "summary")).isEqualTo("Langsam");
        assertThat(Words.english().of(both, "summary")).isEqualTo("Slow");
        assertThat(german.of(Map.of("summary", "Slow"), "summary")).isEqualTo("Slow");
        assertThat(Words.english().of(Map.of("summary.de", "Langsam"), "summary"))
                .isNull();
    }

    @Test
    void a_language_is_known_by_its_code() {
        assertThat(Language.of(" DE ")).isEqualTo(Language.DE);
        assertThatThrownBy(() -> Language.of("fr")).hasMessage("'fr' is no language; write en or de");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | DE",
                "en-GB,en;q=0.9 | EN",
                "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7 | EN",
                "en;q=0.3, de;q=0.7 | DE",
                "fr | -",
                "* | -",
                "'' | -",
                "de;q=x,,;;\u0000 | -",
            })
    void a_browser_says_what_its_reader_likes_best(String accepted, Language ours) {
        assertThat(Language.preferred(accepted)).isEqualTo(Optional.ofNullable(ours));
    }
}
