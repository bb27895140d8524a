package io.rollcall.condition;

import java.math.BigDecimal;

/** What an operand is at the time of evaluation. */
sealed interface Value {
    int LONGEST_SHOWN = 100;

    /** As it reads after "is", to tell why two values cannot be compared. */
    String kind();

    /** For an explanation, not cut. */
    String shown();

    /** For an explanation, on one line and cut to 100 characters. */
    default String excerpt() {
        String shown = shown();
        int end = Math.min(shown.length(), LONGEST_SHOWN);
        if (end < shown.length() && Character.isHighSurrogate(shown.charAt(end - 1))) {
            end--;
        }
        StringBuilder line = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = shown.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.append(end < shown.length() ? "…" : "").toString();
    }

    /** Compared with regard to case. */
    record Text(String text) implements Value {
        @Override
        public String kind() {
            return Type.TEXT.label();
        }

        @Override
        public String shown() {
            return text.isEmpty() ? "\"\"" : text;
        }
    }

    /** A word such as DOWN, equal to a text in any case. */
    record Word(String word) implements Value {
        @Override
        public String kind() {
            return Type.TEXT.label();
        }

        @Override
        public String shown() {
            return word;
        }
    }

    /** A number, or with a unit a number of nanoseconds, bytes or hundredths. Equal whatever its trailing zeros. */
    record Quantity(BigDecimal amount, Type type) implements Value {
        public Quantity {
            amount = amount.stripTrailingZeros();
        }

        @Override
        public String kind() {
            return type.label();
        }

        @Override
        public String shown() {
            return Unit.show(this);
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String kind() {
            return Type.BOOLEAN.label();
        }

        @Override
        public String shown() {
            return Boolean.toString(value);
        }
    }

    record Null() implements Value {
        @Override
        public String kind() {
            return "null";
        }

        @Override
        public String shown() {
            return "null";
        }
    }

    /** A JSON list. */
    record Entries(Iterable<?> entries, int size) implements Value {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public String shown() {
            return "list of " + size;
        }
    }

    /** A JSON object. */
    record Fields(int size) implements Value {
        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public String shown() {
            return "object of " + size;
        }
    }

    /** No value: the reason is a sentence such as "body.queue is missing". */
    record Absent(String reason) implements Value {
        @Override
        public String kind() {
            return "missing";
        }

        @Override
        public String shown() {
            return "missing";
        }
    }
}
