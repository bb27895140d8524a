package io.rollcall.app;

import io.rollcall.app.AlertExplanation.Escalating;
import io.rollcall.app.AlertExplanation.Later;
import io.rollcall.group.Acknowledgement;
import io.rollcall.group.Escalation;
import io.rollcall.group.Forecast.Outlook;
import io.rollcall.group.Forecast.Telling;
import io.rollcall.group.Progress;
import io.rollcall.notify.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who else would be told, and when, if nobody acknowledges. */
final class EscalationOutlook {
    private final ChannelParts channels;

    EscalationOutlook(ChannelParts channels) {
        this.channels = channels;
    }

    Escalating of(Telling telling) {
        Acknowledgement ack = telling.ack();
        String by = ack == null ? null : ack.who() + " over " + ack.over() + " at " + ack.at();
        Escalation escalation = channels.escalations()
                .escalations
                .find(telling.receiver().escalation(), channels.channels()::isOn)
                .orElse(null);
        if (escalation == null) {
            return new Escalating(by, List.of(), 0);
        }
        Progress progress = telling.progress();
        Instant begins = progress == null ? firstTold(telling) : progress.since();
        List<Later> steps = new ArrayList<>();
        for (int i = progress == null ? 0 : progress.taken();
                i < escalation.steps().size();
                i++) {
            Instant at = begins == null ? null : begins.plus(escalation.after(i));
            steps.add(new Later(escalation.step(i).toString(), at, onCall(escalation.step(i), at)));
        }
        return new Escalating(by, steps, escalation.repeat());
    }

    private static @Nullable Instant firstTold(Telling telling) {
        return telling.channels().values().stream()
                .flatMap(outlook ->
                        Stream.of(outlook).map(EscalationOutlook::told).filter(Objects::nonNull))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant told(Outlook outlook) {
        return outlook.toldAt() == null ? outlook.at() : outlook.toldAt();
    }

    private Map<String, String> onCall(Escalation.Step step, @Nullable Instant at) {
        People who = channels.escalations().people;
        Map<String, String> people = new TreeMap<>();
        for (String name : step.to()) {
            if (at != null && name.startsWith("on-call:")) {
                people.put(name, who.onCall(name, at).map(who::name).orElse("nobody"));
            }
        }
        return people;
    }
}
