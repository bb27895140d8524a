package io.rollcall.condition;

/** What kind of value a variable has, and so what it can be compared with. */
public enum Type {
    TEXT("text", "\"ok\""),
    NUMBER("a number", "1000"),
    /** A {@link java.time.Duration}. */
    DURATION("a duration", "800ms"),
    /** A number of hundredths: 10.5 means 10.5 %. */
    PERCENT("a percentage", "10%"),
    /** A number of bytes. */
    SIZE("a size", "5MB"),
    BOOLEAN("true or false", "true"),
    /** Text, a number, true or false, null, a list or an object: which of them, only the value tells. */
    JSON("a JSON value", "\"ok\"");

    private final String label;
    private final String example;

    Type(String label, String example) {
        this.label = label;
        this.example = example;
    }

    /** As it reads after "is". */
    String label() {
        return label;
    }

    String example() {
        return example;
    }

    boolean ordered() {
        return this == NUMBER || hasUnit() || this == JSON;
    }

    boolean hasUnit() {
        return this == DURATION || this == PERCENT || this == SIZE;
    }
}
