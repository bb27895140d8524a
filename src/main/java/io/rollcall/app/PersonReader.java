package io.rollcall.app;

import io.rollcall.integration.Written;
import io.rollcall.notify.Person;
import io.rollcall.words.Language;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads persons as route files declare them. */
final class PersonReader {
    static final String WORD = "person";
    static final Set<String> PARAMETERS = Set.of("name", "email", "phone", "language");

    private static final Pattern EMAIL = Pattern.compile("[^\\s@,]+@[^\\s@,]+");
    /** E.164. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");

    private PersonReader() {}

    static Person read(Written written) {
        String name = written.optional("name", text -> text);
        return new Person(
                Objects.requireNonNullElse(name, written.name()),
                written.optional(
                        "email", text -> matching(EMAIL, text, "no email address; write one like anna@example.com")),
                written.optional(
                        "phone", text -> matching(PHONE, text, "no phone number; write one like +4915112345678")),
                written.optional("language", Language::of));
    }

    private static @Nullable String matching(Pattern pattern, String text, String otherwise) {
        String found = text.strip();
        if (!pattern.matcher(found).matches()) {
            throw new IllegalArgumentException("'" + found + "' is " + otherwise);
        }
        return found;
    }
}
