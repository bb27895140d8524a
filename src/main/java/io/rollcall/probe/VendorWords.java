package io.rollcall.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.condition.Document;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a vendor says when it does not do what was asked.
 *
 * @param text the response code and the vendor's own words, at most 200 characters of them
 * @param rest until when it asks to be left alone (RFC 9110, section 10.2.3); at most a day
 */
record VendorWords(String text, Optional<Instant> rest) {
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofDays(1);

    static VendorWords of(HttpAnswer answer, Instant now) {
        JsonNode body = new Document(answer.body()).tree();
        String words = Stream.of("/message", "/error/message", "/error_message", "/error")
                .map(body::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
        String text = "HTTP " + answer.status()
                + (words.isEmpty() ? "" : ": " + words.substring(0, Math.min(MOST, words.length())));
        return new VendorWords(text, rest(answer.headers().getOrDefault("retry-after", ""), now));
    }

    private static Optional<Instant> rest(String text, Instant now) {
        Instant longest = now.plus(LONGEST);
        try {
            Instant until = text.matches("\\d{1,9}")
                    ? now.plusSeconds(Long.parseLong(text))
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return Optional.of(until.isAfter(longest) ? longest : until);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
