package io.rollcall.group;

import io.rollcall.alert.Alert;
import io.rollcall.integration.DurationText;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Silences;
import io.rollcall.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what people answer, and tells them what became of it. Thread-safe. */
public final class AlertResponses implements Responses {
    private static final Logger LOG = LoggerFactory.getLogger(AlertResponses.class);

    private final AlertGroups groups;
    private final Silences silences;
    private final Clock clock;
    private final Words words;

    /** With answers in English. */
    public AlertResponses(AlertGroups groups, Silences silences, Clock clock) {
        this(groups, silences, clock, Words.english());
    }

    private AlertResponses(AlertGroups groups, Silences silences, Clock clock, Words words) {
        this.groups = groups;
        this.silences = silences;
        this.clock = clock;
        this.words = words;
    }

    @Override
    public Responses in(Words other) {
        return new AlertResponses(groups, silences, clock, other);
    }

    @Override
    public Answer acknowledge(String topic, String who, String over) {
        return answered("acknowledge", topic, who, groups.answer(topic, found -> {
            if (found.alerts().isEmpty()) {
                return nothing(topic);
            }
            Set<Acknowledgement> before = found.acks();
            if (!before.isEmpty()) {
                String all = before.stream()
                        .map(this::acknowledgement)
                        .distinct()
                        .reduce((some, next) -> words.say("answer.and", some, next))
                        .orElseThrow();
                return new Answer(false, words.say("answer.before", all));
            }
            found.acknowledge(who, over);
            return new Answer(true, words.say("answer.acknowledged", who, names(found.alerts())));
        }));
    }

    @Override
    public Answer release(String topic, String who, String over) {
        return answered("release", topic, who, groups.answer(topic, found -> {
            if (found.alerts().isEmpty()) {
                return nothing(topic);
            }
            if (!found.anyAcknowledged()) {
                return new Answer(false, words.say("answer.nobody"));
            }
            found.release(who + " over " + over);
            return new Answer(true, words.say("answer.released", names(found.alerts())));
        }));
    }

    @Override
    public Answer escalate(String topic, String who, String over) {
        return answered("escalate", topic, who, groups.answer(topic, found -> {
            if (found.alerts().isEmpty()) {
                return nothing(topic);
            }
            if (!found.isEscalated()) {
                return new Answer(false, words.say("answer.no-escalation"));
            }
            List<String> steps = found.escalate(who, over);
            return steps.isEmpty()
                    ? new Answer(false, words.say("answer.no-step"))
                    : new Answer(true, words.say("answer.told", String.join("; ", steps)));
        }));
    }

    @Override
    public Answer silence(String topic, Duration howLong, String who, String over) {
        List<Alert> alerts = groups.firing(topic);
        if (alerts.isEmpty()) {
            return answered("silence", topic, who, nothing(topic));
        }
        Instant now = clock.instant();
        List<String> matchers = alerts.stream().map(AlertResponses::matchers).toList();
        String comment = "asked for over " + over;
        try {
            silences.add(new Draft(matchers, null, now.plus(howLong), who, comment, null, true));
        } catch (IllegalArgumentException e) {
            return answered(
                    "silence", topic, who, new Answer(false, sentence(words.said(String.valueOf(e.getMessage())))));
        }
        String text = words.say("answer.silenced", names(alerts), DurationText.format(howLong));
        return answered("silence", topic, who, new Answer(true, text));
    }

    private static Answer answered(String what, String topic, String who, Answer answer) {
        LOG.info("Answered what={} topic={} who={} done={} answer={}", what, topic, who, answer.done(), answer.text());
        return answer;
    }

    private Answer nothing(String topic) {
        return new Answer(false, words.say("answer.nothing", topic));
    }

    private String acknowledgement(Acknowledgement ack) {
        return words.say(
                "answer.acknowledgement", ack.who(), ack.over(), ack.at().toString());
    }

    private String names(List<Alert> alerts) {
        String first = alerts.stream()
                .limit(3)
                .map(alert -> alert.name() + " (" + alert.rule() + ")")
                .collect(Collectors.joining(", "));
        return alerts.size() > 3 ? words.say("names.more", first, alerts.size() - 3) : first;
    }

    /** Just this alert: its rule, and the integration or group that it is about. */
    private static String matchers(Alert alert) {
        return Stream.of("rule", "integration", "group")
                .filter(label -> alert.labels().containsKey(label))
                .map(label ->
                        label + "=\"" + alert.labels().getOrDefault(label, "").replaceAll("[\\\\\"]", "\\\\$0") + "\"")
                .collect(Collectors.joining(", "));
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) + ".";
    }
}
