package io.rollcall.cli;

import io.rollcall.integration.Status;
import org.jspecify.annotations.Nullable;

/** One line per integration as requirement 000-01 shows it, in colour or without. */
final class Lines {
    private final boolean colour;

    Lines(boolean colour) {
        this.colour = colour;
    }

    /** Icon, padded name, status, response time, and what is wrong. */
    String line(Status status, String name, int width, @Nullable Double responseTimeMs, @Nullable String message) {
        String time = responseTimeMs == null ? "" : " (" + Math.round(responseTimeMs) + "ms)";
        String why = message == null ? "" : "  " + message;
        return icon(status) + " " + padded(name, width) + " : " + paint(status) + time + why;
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(Math.max(0, width - name.length()));
    }

    private static String icon(Status status) {
        return switch (status) {
            case HEALTHY -> "✅";
            case DEGRADED -> "⚠️ ";
            case DOWN -> "❌";
            case UNKNOWN -> "❔";
        };
    }

    private String paint(Status status) {
        if (!colour) {
            return status.name();
        }
        int code =
                switch (status) {
                    case HEALTHY -> 32;
                    case DEGRADED -> 33;
                    case DOWN -> 31;
                    case UNKNOWN -> 90;
                };
        return "\u001b[" + code + "m" + status.name() + "\u001b[0m";
    }
}
