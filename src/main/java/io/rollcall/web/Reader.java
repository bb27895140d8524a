package io.rollcall.web;

import io.rollcall.words.Language;
import io.rollcall.words.Words;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * In which language and colours somebody reads: as chosen with the switches of the pages, else as the browser says.
 *
 * @param theme {@code light}, {@code dark} or {@code auto}
 */
record Reader(Language language, String theme) {
    private static final Pattern COOKIE = Pattern.compile("(?:^|;\\s*)rollcall-(language|theme)=([a-z]+)");

    /** By the headers {@code Cookie} and {@code Accept-Language}; empty where there is none. */
    static Reader of(String cookies, String accepted) {
        Map<String, String> chosen = COOKIE.matcher(cookies)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (first, other) -> first));
        Language language = Optional.ofNullable(chosen.get("language"))
                .or(() -> Optional.of(accepted))
                .flatMap(Language::preferred)
                .orElse(Language.EN);
        return new Reader(language, chosen.getOrDefault("theme", "auto"));
    }

    /** The same problem in the language of whoever reads it. */
    Problem in(Problem problem) {
        if (language == Language.EN) {
            return problem;
        }
        Words words = Words.in(language);
        String detail = problem.detail();
        return new Problem(
                words.said(problem.title()),
                problem.status(),
                detail == null ? null : words.said(detail),
                problem.faults().stream()
                        .map(fault -> new Problem.Fault(fault.field(), words.said(fault.expected())))
                        .toList());
    }
}
