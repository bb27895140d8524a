package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How requests are read, JSON or YAML: what is doubtful is refused, and never mended in silence. */
final class Strict {
    static final String A_TIME = "a time such as 2026-03-01T12:00:00Z";

    /** Years that every table and every reader knows. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Strict() {}

    /** Makes a mapper of its own strict: nothing twice, nothing after the end, no holes in lists, no halves of whole numbers. */
    static <M extends ObjectMapper> M reading(M mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .registerModule(new SimpleModule().addDeserializer(Instant.class, new Times()));
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        return mapper;
    }

    /** The time that a text says; empty where it says none, or one of a year that is not known everywhere. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(Strict::isKnown);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    /** Times are texts: a number could be seconds or milliseconds. */
    private static final class Times extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Times() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
            return time == null || isKnown(time)
                    ? time
                    : (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), A_TIME);
        }
    }
}
