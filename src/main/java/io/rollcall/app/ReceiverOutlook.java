package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.app.AlertExplanation.Over;
import io.rollcall.app.AlertExplanation.Receiving;
import io.rollcall.group.Forecast.Telling;
import java.util.List;

/** What receivers are told of an alert: over which channels, where that reaches, when, and what follows. */
final class ReceiverOutlook {
    private final ChannelParts channels;

    ReceiverOutlook(ChannelParts channels) {
        this.channels = channels;
    }

    /** Seen from the time at which the alert is said. */
    List<Receiving> of(Alert alert, List<Telling> tellings) {
        return tellings.stream().map(telling -> receiving(telling, alert)).toList();
    }

    private Receiving receiving(Telling telling, Alert alert) {
        List<Over> over = telling.channels().entrySet().stream()
                .map(entry -> new Over(
                        entry.getKey(),
                        recipients(entry.getKey(), alert, telling),
                        channels.channels().missing(entry.getKey()).orElse(null),
                        entry.getValue().toldAt(),
                        entry.getValue().heldUntil(),
                        entry.getValue().at()))
                .toList();
        return new Receiving(
                telling.receiver().name(),
                telling.labels(),
                telling.together(),
                over,
                new EscalationOutlook(channels).of(telling));
    }

    private List<String> recipients(String channel, Alert alert, Telling telling) {
        return channels.channels().reach(channel, alert, telling.receiver().to(), alert.at()).addresses().stream()
                .filter(recipient -> !recipient.isEmpty())
                .map(recipient -> known(channel, recipient))
                .toList();
    }

    /** The recipient, with a remark where nothing is sent there. */
    private String known(String channel, String recipient) {
        boolean out = channels.outbox().optOuts().has(channel, recipient);
        return out ? recipient + " (has answered STOP)" : recipient;
    }
}
