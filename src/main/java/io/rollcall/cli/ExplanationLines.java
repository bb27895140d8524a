package io.rollcall.cli;

import io.rollcall.app.AlertExplanation;
import io.rollcall.app.AlertExplanation.Case;
import io.rollcall.app.AlertExplanation.Later;
import io.rollcall.app.AlertExplanation.Over;
import io.rollcall.app.AlertExplanation.Receiving;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An explanation for people. */
final class ExplanationLines {
    /** So many names tell what kind of rules they are. */
    private static final int NAMES = 3;

    private ExplanationLines() {}

    /** @param all also what rules that can never fire would do, and what is off where it is off */
    static List<String> of(AlertExplanation explanation, boolean all) {
        List<String> lines = new ArrayList<>();
        lines.add(explanation.name() + " (" + explanation.integration() + ") at " + time(explanation.at()));
        if (explanation.excuse() != null) {
            lines.add("No alert about it begins then: " + explanation.excuse() + ". What holds meanwhile waits.");
        }
        if (explanation.cases().isEmpty()) {
            lines.add("No rule is about it.");
        }
        List<Case> idle = explanation.cases().stream()
                .filter(one -> !all && explanation.cases().size() > 1)
                .filter(one -> !one.findable() && one.state() == null)
                .toList();
        List<Case> shown =
                explanation.cases().stream().filter(one -> !idle.contains(one)).toList();
        shown.forEach(one -> lines.addAll(of(one, explanation.at(), all)));
        if (!idle.isEmpty()) {
            lines.add(idle(idle));
        }
        if (!all) {
            off(shown).ifPresent(lines::add);
        }
        return lines;
    }

    private static String idle(List<Case> cases) {
        String names = cases.stream().map(Case::rule).limit(NAMES).collect(Collectors.joining(", "));
        String more = cases.size() > NAMES ? " and " + (cases.size() - NAMES) + " more" : "";
        return (cases.size() == 1 ? "1 rule speaks" : cases.size() + " rules speak")
                + " of numbers that its checks do not find: " + names + more + "; see --all";
    }

    private static Optional<String> off(List<Case> shown) {
        List<String> off = shown.stream()
                .flatMap(one -> one.receivers().stream())
                .flatMap(receiver -> receiver.channels().stream())
                .filter(over -> over.off() != null)
                .map(over -> over.channel() + " (set " + over.off() + ")")
                .distinct()
                .toList();
        return off.isEmpty() ? Optional.empty() : Optional.of("Channels that are off: " + String.join(", ", off));
    }

    private static List<String> of(Case one, Instant then, boolean all) {
        List<String> lines = new ArrayList<>();
        String condition = one.condition() == null ? "no rule of this name" : one.condition();
        lines.add(one.rule() + " (" + condition + ", " + one.severity() + ")");
        if (one.since() != null) {
            String what = "firing".equals(one.state()) ? "fires" : "holds, and does not fire yet,";
            lines.add("   " + what + " since " + time(one.since()));
        }
        if (!one.findable()) {
            lines.add("   its checks do not find the numbers that it speaks of");
        }
        if (one.muted() != null) {
            lines.add("   not told then: " + one.muted());
        }
        if (one.receivers().isEmpty()) {
            lines.add("   → nobody: the router picks no receiver");
        }
        one.receivers().forEach(receiver -> lines.addAll(of(receiver, then, all)));
        return lines;
    }

    private static List<String> of(Receiving receiving, Instant then, boolean all) {
        List<String> lines = new ArrayList<>();
        String together = receiving.together() == 0 ? "" : ", with " + receiving.together() + " that fire already";
        lines.add("   → " + receiving.receiver() + ", told together by " + labels(receiving.group()) + together);
        List<Over> channels = receiving.channels().stream()
                .filter(over -> all || over.off() == null)
                .toList();
        if (channels.isEmpty()) {
            lines.add("      nobody: no channel of it is on");
        }
        for (Over over : channels) {
            String to = over.recipients().isEmpty() ? "" : " to " + String.join(", ", over.recipients());
            lines.add("      " + over.channel() + to + " : " + over.when(then));
        }
        if (receiving.escalation().acknowledged() != null) {
            lines.add("      acknowledged by " + receiving.escalation().acknowledged());
        }
        receiving.escalation().steps().forEach(step -> lines.add("      " + line(step)));
        if (receiving.escalation().repeat() > 0) {
            lines.add("      and so on, " + receiving.escalation().repeat() + " more times");
        }
        return lines;
    }

    private static String line(Later step) {
        String people = step.onCall().entrySet().stream()
                .map(one -> one.getKey() + " is " + one.getValue())
                .collect(Collectors.joining(", "));
        return "unless acknowledged " + step.step() + " : "
                + (step.at() == null ? "not to be seen" : "at " + time(step.at()))
                + (people.isEmpty() ? "" : " (" + people + ")");
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? "nothing: all alerts are one group"
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
