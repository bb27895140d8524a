package io.rollcall.cli;

import io.rollcall.app.SingleRun.Told;
import io.rollcall.check.Stage;
import io.rollcall.check.SubCheck;
import io.rollcall.integration.Status;
import java.util.List;
import java.util.Map;
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
        String why = message == null ? "" : "  " + Columns.clean(message);
        return icon(status) + " " + padded(name, width) + " : " + paint(status, status.name()) + time + why;
    }

    /** One line for each, with the mark, the value and what was asked for (requirements 000-23 to 000-25). */
    List<String> subChecks(List<SubCheck> subChecks) {
        int width =
                subChecks.stream().mapToInt(one -> Columns.of(one.name())).max().orElse(0);
        return subChecks.stream().map(one -> subCheck(one, width)).toList();
    }

    /** One line for each step of the way that the call took, for what is not healthy. */
    List<String> history(Map<String, Object> details) {
        List<Stage> stages = details.get("history") instanceof List<?> list
                ? list.stream().map(Stage.class::cast).toList()
                : List.of();
        int width =
                stages.stream().mapToInt(one -> Columns.of(one.step())).max().orElse(0);
        return stages.stream()
                .map(one -> "   → " + padded(one.step(), width) + " : " + one.ms() + "ms")
                .toList();
    }

    /** Over which channel it was told, by which rule, and what the vendor answered; or why it was not. */
    static String told(Told told) {
        if (told.channel() == null) {
            return Columns.clean("   → not told: " + told.answer());
        }
        String to = told.recipient().isEmpty() ? "" : " to " + told.recipient();
        return Columns.clean("   → " + (told.sent() ? "told" : "not told") + " over " + told.channel() + to + " ("
                + told.rule() + ", " + told.severity() + "): " + told.answer());
    }

    private String subCheck(SubCheck one, int width) {
        String asked =
                one.threshold() == null || one.status() == Status.HEALTHY ? "" : " (target " + one.threshold() + ")";
        String none = one.status() == Status.UNKNOWN ? "not measured" : "not found";
        String value = one.value() == null ? none : Columns.clean(one.value());
        String mark = mark(one.status());
        return "   " + paint(one.status(), mark) + " " + padded(one.name(), width) + " : " + value + asked;
    }

    private static String mark(Status status) {
        return switch (status) {
            case HEALTHY -> "✓";
            case DEGRADED -> "⚠";
            case DOWN -> "✗";
            case UNKNOWN -> "-";
        };
    }

    private static String padded(String name, int width) {
        String clean = Columns.clean(name);
        return clean + " ".repeat(Math.max(0, width - Columns.of(clean)));
    }

    private static String icon(Status status) {
        return switch (status) {
            case HEALTHY -> "✅";
            case DEGRADED -> "⚠️ ";
            case DOWN -> "❌";
            case UNKNOWN -> "❔";
        };
    }

    private String paint(Status status, String text) {
        if (!colour) {
            return text;
        }
        int code =
                switch (status) {
                    case HEALTHY -> 32;
                    case DEGRADED -> 33;
                    case DOWN -> 31;
                    case UNKNOWN -> 90;
                };
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
