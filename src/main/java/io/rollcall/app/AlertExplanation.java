package io.rollcall.app;

import io.rollcall.alert.AlertEntry;
import io.rollcall.group.Muting.Muted;
import io.rollcall.integration.DurationText;
import io.rollcall.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of an alert about an integration at a time.
 *
 * @param integration its key
 * @param name what people read
 * @param excuse why no alert about it would begin then, or null
 * @param cases by rule; empty when no rule is about it
 */
public record AlertExplanation(String integration, String name, Instant at, @Nullable String excuse, List<Case> cases) {

    /** The same for somebody who reads that language: why something is not told. */
    AlertExplanation in(Words words) {
        String reason = excuse == null ? null : words.said(excuse);
        return new AlertExplanation(
                integration,
                name,
                at,
                reason,
                cases.stream().map(one -> one.in(words)).toList());
    }

    /**
     * What would become of the alert of one rule.
     *
     * @param rule its name
     * @param condition what it asks for, or null when it was invented
     * @param findable false when it speaks of numbers that neither the integration's last outcomes nor its kind have
     * @param severity as a word
     * @param state {@code firing} or {@code pending} when the database knows it to be, or null
     * @param since when its condition began to hold, or null
     * @param labels by which it is routed and grouped
     * @param muted why it would not be told then although it fires, or null
     * @param receivers whom the router picks
     */
    public record Case(
            String rule,
            @Nullable String condition,
            boolean findable,
            String severity,
            @Nullable String state,
            @Nullable Instant since,
            Map<String, String> labels,
            @Nullable String muted,
            List<Receiving> receivers) {
        Case in(Words words) {
            String reason = muted == null ? null : words.said(muted);
            return new Case(rule, condition, findable, severity, state, since, labels, reason, receivers);
        }

        static @Nullable String why(@Nullable Muted muted) {
            return muted == null ? null : muted.why();
        }

        static @Nullable Instant since(@Nullable AlertEntry entry) {
            return entry == null ? null : entry.since();
        }
    }

    /**
     * What one receiver would be told.
     *
     * @param group the labels that it shares with what it is told together with
     * @param together how many other alerts of that group fire
     * @param escalation what follows when nobody acknowledges
     */
    public record Receiving(
            String receiver, Map<String, String> group, long together, List<Over> channels, Escalating escalation) {}

    /**
     * Who else would be told when nobody acknowledges.
     *
     * @param acknowledged who looks after it already, so that no step is taken, or null
     * @param steps those of the first round that are left; empty when nothing escalates it
     * @param repeat how often they begin again
     */
    public record Escalating(@Nullable String acknowledged, List<Later> steps, int repeat) {}

    /**
     * A step.
     *
     * @param step as it is written
     * @param at when it is taken, or null when that is not to be seen
     * @param onCall who of its schedules is on call then, by schedule
     */
    public record Later(String step, @Nullable Instant at, Map<String, String> onCall) {}

    /**
     * What would be told over one channel.
     *
     * @param recipients addresses or numbers, with a remark for those who want no messages; empty where the channel knows whom it reaches
     * @param off the setting that would turn it on, or null when it is on
     * @param toldAt when it was last said that it fires, or null
     * @param heldUntil until when it is held back because the same was told shortly before, or null
     * @param tellsAt when it would be told next, or null when it would not
     */
    public record Over(
            String channel,
            List<String> recipients,
            @Nullable String off,
            @Nullable Instant toldAt,
            @Nullable Instant heldUntil,
            @Nullable Instant tellsAt) {

        /** When it would be told, in words, seen from then. */
        public String when(Instant then) {
            if (off != null) {
                return "not told: the channel is off; set " + off;
            }
            String told = toldAt == null ? "" : "told at " + time(toldAt);
            if (tellsAt == null) {
                return told.isEmpty() ? "not told as far as can be seen" : told;
            }
            String next = (told.isEmpty() ? "" : told + ", again ") + next(then, tellsAt);
            return heldUntil == null
                    ? next
                    : next + ": held back until " + time(heldUntil) + ", as it was told shortly before";
        }

        private static String next(Instant then, Instant at) {
            Duration wait = Duration.between(then, at);
            if (wait.isZero()) {
                return "at once";
            }
            return wait.compareTo(Duration.ofHours(1)) < 0 && wait.toMillisPart() == 0
                    ? "after " + DurationText.format(wait)
                    : "at " + time(at);
        }

        private static String time(Instant at) {
            return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
        }
    }
}
