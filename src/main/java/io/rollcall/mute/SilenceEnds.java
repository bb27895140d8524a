package io.rollcall.mute;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.integration.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which silences end soon? Each is an alert of the rule {@link #RULE} about {@code silence:<id>}, until it is over or was
 * prolonged, so that nobody is surprised by what it kept silent. Thread-safe.
 */
public final class SilenceEnds {
    /** The rule's name, by which the router and silences know it. */
    public static final String RULE = "silence-ends";

    private static final Logger LOG = LoggerFactory.getLogger(SilenceEnds.class);
    private static final String PREFIX = "silence:";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Silences silences;
    private final Clock clock;

    public SilenceEnds(Silences silences, Clock clock) {
        this.silences = silences;
        this.clock = clock;
    }

    /** An alert about each silence whose end has come near since this was last asked. */
    public List<Alert> look() {
        Instant now = clock.instant();
        return silences.endingSoon().stream()
                .map(silence -> alert(silence, now))
                .toList();
    }

    /** Fingerprints of the alerts that fire now. */
    public Set<String> fingerprints() {
        return silences.all().stream()
                .filter(silence -> silence.endsAt().equals(silence.noticedFor()))
                .map(silence -> Alert.fingerprintOf(RULE, PREFIX + silence.id()))
                .collect(Collectors.toSet());
    }

    private static Alert alert(Silence silence, Instant now) {
        LOG.info(
                "Silence ends soon silence={} at={} matchers={} by={} comment={}",
                silence.id(),
                silence.endsAt(),
                silence.matchersText(),
                silence.createdBy(),
                silence.comment());
        String key = PREFIX + silence.id();
        Severity severity = Severity.INFO;
        return new Alert(
                RULE,
                "a silence ends soon",
                severity,
                true,
                key,
                "Silence of " + silence.matchersText().replace("\n", " or "),
                "silence",
                null,
                Status.UNKNOWN,
                now,
                now,
                0,
                null,
                silence.createdBy() + ": " + silence.comment(),
                List.of(),
                "./rollcall alert silence change " + silence.id() + " --for 2h prolongs it",
                List.of(),
                Map.of("rule", RULE, "severity", severity.word(), "integration", key, "kind", "silence"),
                Map.of("summary", "it ends at " + TIME.format(silence.endsAt())));
    }
}
