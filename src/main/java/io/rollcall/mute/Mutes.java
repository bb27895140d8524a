package io.rollcall.mute;

import io.rollcall.alert.Alert;
import io.rollcall.mute.MuteReason.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why is an alert not told now? Something worse fires, somebody has silenced it, or its integration comes and goes; in this
 * order, the first that holds. Thread-safe.
 */
public final class Mutes {
    /** An alert of a rule of this name says that its integration comes and goes: that is told in any case. */
    public static final String FLAPPING = "flapping";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Silences silences;
    private final Flapping flapping;
    private volatile List<InhibitRule> rules = List.of();

    public Mutes(Silences silences, Flapping flapping) {
        this.silences = silences;
        this.flapping = flapping;
    }

    /** Takes over the inhibition rules that there are now. */
    public void inhibitBy(Collection<InhibitRule> inhibitions) {
        rules = List.copyOf(inhibitions);
    }

    /** Why that alert is not told at that time, given all that fires; empty when it may be. */
    public Optional<MuteReason> reason(Alert alert, Collection<Alert> firing, Instant at) {
        return among(firing).reason(alert, at);
    }

    /** For those who ask about many alerts: looks at all that fires only once. */
    public Look among(Collection<Alert> firing) {
        return new Look(new Inhibitions(rules, firing));
    }

    /** What is muted while certain alerts fire. */
    public final class Look {
        private final Inhibitions inhibitions;

        private Look(Inhibitions inhibitions) {
            this.inhibitions = inhibitions;
        }

        /** Why that alert is not told at that time; empty when it may be. */
        public Optional<MuteReason> reason(Alert alert, Instant at) {
            return inhibitions
                    .of(alert)
                    .map(Mutes::inhibited)
                    .or(() -> silences.of(alert, at).map(silence -> silenced(silence, at)))
                    .or(() -> flapping(alert));
        }
    }

    private static MuteReason inhibited(Inhibitions.Inhibited inhibited) {
        Alert by = inhibited.by();
        String text = "not told while " + by.rule() + " of " + by.name() + " fires ("
                + inhibited.rule().name() + ")";
        return new MuteReason(Kind.INHIBITED, text, inhibited.rule().name(), true);
    }

    private static MuteReason silenced(Silence silence, Instant at) {
        String text = "silenced until " + TIME.format(silence.holdsUntil(at)) + " by " + silence.createdBy() + ": "
                + silence.comment();
        return new MuteReason(Kind.SILENCED, text, silence.id(), silence.deliverEnd());
    }

    private Optional<MuteReason> flapping(Alert alert) {
        String key = alert.integration();
        return flapping.flapping(key) && !alert.rule().equals(FLAPPING)
                ? Optional.of(new MuteReason(Kind.FLAPPING, alert.name() + " comes and goes", key, false))
                : Optional.empty();
    }
}
