package io.rollcall.camel;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRules;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.Receiver;
import io.rollcall.incoming.IncomingAlerts;
import io.rollcall.mute.Mutes;
import io.rollcall.notify.ChannelWatch;
import io.rollcall.notify.Channels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/** The two ends of the content-based router: what its route has decided becomes true. */
public final class AlertRouting {
    private final AlertGroups groups;
    private final AlertRules rules;
    private final ChannelWatch watch;
    private final Channels channels;
    private final IncomingAlerts incoming;

    public AlertRouting(
            AlertGroups groups, AlertRules rules, ChannelWatch watch, Channels channels, IncomingAlerts incoming) {
        this.groups = groups;
        this.rules = rules;
        this.watch = watch;
        this.channels = channels;
        this.incoming = incoming;
    }

    /** Whom the router picks for an alert. Nobody is told. */
    public static List<Receiver> receivers(ProducerTemplate template, Alert alert) {
        Exchange passed = template.request(
                "direct:route-alert", exchange -> exchange.getMessage().setBody(alert));
        if (passed.getException() != null) {
            throw RuntimeCamelException.wrapRuntimeCamelException(passed.getException());
        }
        return TellEndpoint.receivers(passed);
    }

    /** The alert in the body is told to the receivers that it passed, over those of their channels that are on. */
    public void fires(Exchange exchange) {
        List<Receiver> reached = TellEndpoint.receivers(exchange).stream()
                .flatMap(receiver -> receiver.over(channels::isOn).stream())
                .toList();
        groups.fires(exchange.getMessage().getBody(Alert.class), reached);
    }

    /** Ends what no rule says any more. */
    public void reconcile() {
        Set<String> firing = new HashSet<>(rules.fingerprints());
        firing.addAll(watch.fingerprints());
        firing.addAll(incoming.fingerprints());
        groups.reconcile(firing, alert -> watch.knows(alert) && !alert.rule().equals(Mutes.FLAPPING));
    }

    /** The alert in the body has ended: whoever was told of it is told. */
    public void ends(Exchange exchange) {
        groups.ends(exchange.getMessage().getBody(Alert.class));
    }
}
