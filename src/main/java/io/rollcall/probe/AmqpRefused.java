package io.rollcall.probe;

import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.jspecify.annotations.Nullable;

/** A broker answered, but did not do what it was asked to: a wrong answer, no failed connection. */
final class AmqpRefused extends Exception {
    private static final long serialVersionUID = 1L;

    AmqpRefused(String message) {
        super(message);
    }

    /** What it refused, and the reason that it gives, if any. */
    AmqpRefused(String what, @Nullable ErrorCondition reason) {
        this(what + because(reason));
    }

    private static String because(@Nullable ErrorCondition reason) {
        if (reason == null || reason.getCondition() == null) {
            return "";
        }
        String condition = reason.getCondition().toString();
        return switch (condition) {
            case "amqp:not-found" -> ": there is none";
            case "amqp:unauthorized-access" -> ": the login may not";
            default -> ": " + (reason.getDescription() == null ? condition : reason.getDescription());
        };
    }
}
