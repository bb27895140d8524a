package io.rollcall.camel;

import io.rollcall.alert.Alert;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.Receiver;
import io.rollcall.notify.Channels;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;

/** The two ends of the content-based router: what its route has decided becomes true. */
public final class AlertRouting {
    private final AlertGroups groups;
    private final Channels channels;
    private final List<Supplier<Set<String>>> raised;
    private final Predicate<Alert> judged;

    /**
     * A router into those groups.
     *
     * @param raised the fingerprints of what fires by each of those who raise alerts
     * @param judged whether they know all about an alert, so that it has ended when none of them says that it fires
     */
    public AlertRouting(
            AlertGroups groups, Channels channels, List<Supplier<Set<String>>> raised, Predicate<Alert> judged) {
        this.groups = groups;
        this.channels = channels;
        this.raised = List.copyOf(raised);
        this.judged = judged;
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

    /** Ends what nobody says any more. */
    public void reconcile() {
        groups.reconcile(
                () -> raised.stream()
                        .flatMap(fingerprints -> fingerprints.get().stream())
                        .collect(Collectors.toSet()),
                judged);
    }

    /** The alert in the body has ended: whoever was told of it is told. */
    public void ends(Exchange exchange) {
        groups.ends(exchange.getMessage().getBody(Alert.class));
    }
}
