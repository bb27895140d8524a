package io.rollcall.cli;

import java.util.UUID;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Numbers and ids at the command line: what is wrong with one is said in the words of whoever wrote it. */
final class Numbers {
    private Numbers() {}

    /** Has all these commands read them so. */
    static void register(CommandLine commands) {
        commands.registerConverter(Integer.class, text -> read(text, Integer::valueOf, "whole number"))
                .registerConverter(Long.class, text -> read(text, Long::valueOf, "whole number"))
                .registerConverter(UUID.class, text -> read(text, UUID::fromString, "id"));
    }

    private static <T> T read(String text, Function<String, T> reader, String what) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no " + what);
        }
    }
}
