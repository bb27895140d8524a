package io.rollcall.integration;

/** Fills in {@code {{env:NAME}}} and {@code {{property}}} in the text of a parameter. */
@FunctionalInterface
public interface Placeholders {
    /**
     * The text with every placeholder filled in.
     *
     * @throws MissingValueException when a placeholder has no value and no default
     */
    String resolve(String text);

    /** A placeholder without a value: its integration cannot be checked and is unknown (requirement 002-19). */
    final class MissingValueException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public MissingValueException(String name) {
            super(name + " is not set");
        }
    }
}
