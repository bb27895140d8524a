package io.rollcall.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.condition.Value.Absent;
import io.rollcall.condition.Value.Bool;
import io.rollcall.condition.Value.Entries;
import io.rollcall.condition.Value.Fields;
import io.rollcall.condition.Value.Quantity;
import io.rollcall.condition.Value.Text;
import java.math.BigDecimal;
import java.util.List;

/** One side of a comparison. Its {@code toString} is what a condition's text says. */
sealed interface Operand
        permits Arithmetic, Operand.Variable, Operand.Length, Operand.Found, Operand.Presence, Operand.Literal {
    Type type();

    /** Its value, or {@link Absent}. */
    Value value(Facts facts);

    /** With its value filled in, for an explanation. */
    default String explain(Facts facts) {
        return this + " (" + value(facts).excerpt() + ")";
    }

    /**
     * A variable, or a part of one that is JSON.
     *
     * @param name as written, in canonical form
     * @param root what {@link Facts} are asked for
     * @param path the way from there into JSON
     */
    record Variable(String name, String root, List<Step> path, Type type) implements Operand {
        @Override
        public Value value(Facts facts) {
            Object at = raw(facts);
            return at instanceof Absent absent ? absent : Reading.of(at, type, name);
        }

        /** What is there, not read yet; or {@link Absent}. */
        Object raw(Facts facts) {
            Object at = facts.value(root);
            if (at == null) {
                return new Absent((path.isEmpty() ? name : root) + " is missing");
            }
            return path.isEmpty() ? at : inside(tree(at));
        }

        private Object inside(Object tree) {
            Object at = tree;
            if (at instanceof JsonNode node && node.isMissingNode()) {
                return new Absent(root + " is not JSON");
            }
            for (int i = 0; i < path.size(); i++) {
                at = path.get(i).from(at);
                if (at == null) {
                    return new Absent(upTo(i) + " is missing");
                }
            }
            return at;
        }

        private String upTo(int last) {
            StringBuilder out = new StringBuilder(root);
            path.subList(0, last + 1).forEach(step -> step.write(out));
            return out.toString();
        }

        static Object tree(Object raw) {
            return raw instanceof Document document ? document.tree() : raw;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** How many entries a list, fields an object, or characters a text has. */
    record Length(Operand of) implements Operand {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public Value value(Facts facts) {
            if (of instanceof Variable variable
                    && variable.raw(facts) instanceof Document document
                    && document.tree().isContainerNode()) {
                return number(document.tree().size());
            }
            Value value = of.value(facts);
            if (value instanceof Text text) {
                return number(text.text().codePointCount(0, text.text().length()));
            }
            if (value instanceof Entries list) {
                return number(list.size());
            }
            if (value instanceof Fields object) {
                return number(object.size());
            }
            return value instanceof Absent ? value : new Absent(of + " is " + value.kind() + " and has no length");
        }

        private static Value number(int count) {
            return new Quantity(BigDecimal.valueOf(count), Type.NUMBER);
        }

        @Override
        public String toString() {
            return "len(" + of + ")";
        }
    }

    /** What a JSONPath finds in a variable: the value of a path to one place, else a list, which may be empty. */
    record Found(Variable of, Query query) implements Operand {
        @Override
        public Type type() {
            return Type.JSON;
        }

        @Override
        public Value value(Facts facts) {
            Object raw = of.raw(facts);
            if (raw instanceof Absent absent) {
                return absent;
            }
            Object tree = Variable.tree(raw);
            if (tree instanceof JsonNode node && node.isMissingNode()) {
                return new Absent(of + " is not JSON");
            }
            Object found = query.in(tree);
            return found == null ? new Absent(this + " is missing") : Reading.of(found, Type.JSON, toString());
        }

        @Override
        public String toString() {
            return Lexer.quote(query.text(), new StringBuilder("path(" + of + ", "))
                    .append(')')
                    .toString();
        }
    }

    /** Whether a variable, or a place in JSON, has a value; a JSON null is one. Never absent itself. */
    record Presence(Operand of) implements Operand {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public Value value(Facts facts) {
            return new Bool(!(of.value(facts) instanceof Absent));
        }

        @Override
        public String toString() {
            return "has(" + of + ")";
        }
    }

    /** A value that the condition itself names. */
    record Literal(Value value, Type type) implements Operand {
        static Literal of(Value value) {
            Type type = Type.TEXT;
            if (value instanceof Quantity quantity) {
                type = quantity.type();
            } else if (value instanceof Bool) {
                type = Type.BOOLEAN;
            } else if (value instanceof Value.Null) {
                type = Type.JSON;
            }
            return new Literal(value, type);
        }

        @Override
        public Value value(Facts facts) {
            return value;
        }

        @Override
        public String explain(Facts facts) {
            return toString();
        }

        @Override
        public String toString() {
            if (value instanceof Quantity quantity) {
                return Unit.write(quantity);
            }
            return value instanceof Text text
                    ? Lexer.quote(text.text(), new StringBuilder()).toString()
                    : value.shown();
        }
    }
}
