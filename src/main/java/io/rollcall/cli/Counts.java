package io.rollcall.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many of something, where none would be a mistake. */
final class Counts implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below, in the same words
        }
        throw new TypeConversionException("'" + text + "' is no count; write 1 or more");
    }
}
