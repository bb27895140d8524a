package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertStore;
import io.rollcall.app.AlertExplanation.Case;
import io.rollcall.app.OpenAlerts.OpenAlert;
import io.rollcall.camel.AlertRouting;
import io.rollcall.group.Forecast;
import io.rollcall.group.GroupStore;
import io.rollcall.group.MemberEntry;
import io.rollcall.group.Muting.Muted;
import io.rollcall.incoming.IncomingEntry;
import io.rollcall.incoming.IncomingStore;
import io.rollcall.store.Jdbc;
import io.rollcall.words.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;

/** What an engine that runs says of the alerts that are open: which there are, and who is told of one or why nobody is. */
final class OpenAlertDesk {
    private final Parts parts;
    private final ChannelParts channels;
    private final Jdbc jdbc;

    OpenAlertDesk(Parts parts, ChannelParts channels, Jdbc jdbc) {
        this.parts = parts;
        this.channels = channels;
        this.jdbc = jdbc;
    }

    /** Those of an integration by its key, or for an empty one all, the worst first. */
    List<OpenAlert> about(String integration) {
        return about(integration, Words.english());
    }

    /** The same for somebody who reads another language. */
    List<OpenAlert> about(String integration, Words words) {
        return all(words).stream()
                .filter(alert -> integration.isEmpty() || alert.integration().equals(integration))
                .toList();
    }

    /** Those whose labels fit. */
    List<OpenAlert> fitting(Predicate<Map<String, String>> labels) {
        return all(Words.english()).stream()
                .filter(alert -> labels.test(alert.labels()))
                .toList();
    }

    private List<OpenAlert> all(Words words) {
        List<MemberEntry> members = new GroupStore(jdbc, parts.json).load();
        Function<Alert, Optional<Muted>> muted = muted(members, parts.clock.instant());
        // Many alerts have the same reason.
        Map<String, String> reasons = new HashMap<>();
        return OpenAlerts.of(
                new IncomingStore(jdbc, parts.json).load(),
                new AlertStore(jdbc, parts.json).load(),
                members,
                alert -> muted.apply(alert).map(why -> reasons.computeIfAbsent(why.why(), words::said)));
    }

    private Function<Alert, Optional<Muted>> muted(List<MemberEntry> members, Instant now) {
        List<Alert> firing = members.stream()
                .map(MemberEntry::alert)
                .filter(Alert::firing)
                .distinct()
                .toList();
        return channels.muting().among(firing, now);
    }

    /**
     * Who is told of an alert that fires, when and over what, and why not; empty when none of that fingerprint does.
     *
     * @param template reaches the router
     */
    Optional<AlertExplanation> explain(ProducerTemplate template, String fingerprint, Words words) {
        List<MemberEntry> members = new GroupStore(jdbc, parts.json).load();
        Instant now = parts.clock.instant();
        return firing(members)
                .filter(alert -> alert.fingerprint().equals(fingerprint))
                .findFirst()
                .map(alert -> explained(alert.saidAt(now), alert, members, template))
                .map(explanation -> explanation.in(words));
    }

    private Stream<Alert> firing(List<MemberEntry> members) {
        return Stream.of(
                        members.stream().map(MemberEntry::alert),
                        new AlertStore(jdbc, parts.json)
                                .load().stream()
                                        .filter(entry -> entry.state().equals("firing"))
                                        .flatMap(entry -> Stream.ofNullable(entry.alert())),
                        new IncomingStore(jdbc, parts.json).load().stream().map(IncomingEntry::alert))
                .flatMap(alerts -> alerts)
                .filter(Alert::firing);
    }

    private AlertExplanation explained(Alert alert, Alert known, List<MemberEntry> members, ProducerTemplate template) {
        Forecast forecast = new Forecast(members, channels.muting(), channels.holdBack());
        Case one = new Case(
                alert.rule(),
                alert.condition(),
                true,
                alert.severity().word(),
                "firing",
                known.startedAt(),
                alert.labels(),
                muted(members, alert.at()).apply(alert).map(Muted::why).orElse(null),
                new ReceiverOutlook(channels).of(alert, forecast.of(alert, AlertRouting.receivers(template, alert))));
        String excuse = parts.integrations
                .find(alert.integration())
                .flatMap(parts.rules::excuse)
                .orElse(null);
        return new AlertExplanation(alert.integration(), alert.name(), alert.at(), excuse, List.of(one));
    }
}
