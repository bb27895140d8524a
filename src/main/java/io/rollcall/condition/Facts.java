package io.rollcall.condition;

import org.jspecify.annotations.Nullable;

/** What is known at the time a condition is evaluated. */
@FunctionalInterface
public interface Facts {
    /**
     * The value of a variable, or null when it is not known. Within one evaluation it is asked more than once for the
     * same name and must give the same answer.
     *
     * @param name as the vocabulary declares it; of a name declared by a prefix, the whole name as written. Of a path
     *     into JSON only the declared beginning is asked for: {@code body}, not {@code body.items}
     * @return by the declared type: text a String, an enum constant or a {@link Document}; number, percent and size a
     *     Number; duration a Duration; boolean a Boolean; JSON a Jackson node or Maps, Lists and plain values
     */
    @Nullable
    Object value(String name);
}
