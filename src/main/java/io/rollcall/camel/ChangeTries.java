package io.rollcall.camel;

import io.rollcall.notify.ChangeEvent;
import io.rollcall.notify.DeliveryFailure;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a change event that was not taken is worth another try. Thread-safe. */
public final class ChangeTries {
    /** The first one too; with the route's delays twelve minutes. */
    private static final int MOST = 6;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeTries.class);

    private final DeliveryFailures failures = new DeliveryFailures();

    /** True when it may be taken later (429, 5xx, network) and was not tried too often. */
    public boolean again(Exchange exchange) {
        int failed = exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        return failed < MOST && failure(exchange).kind() != DeliveryFailure.Kind.PERMANENT;
    }

    /** Says what PagerDuty will not show. */
    public void giveUp(Exchange exchange) {
        ChangeEvent event = exchange.getVariable("change", ChangeEvent.class);
        LOG.error(
                "Change event given up summary={} reason={}",
                event.summary(),
                failure(exchange).reason());
    }

    private DeliveryFailure failure(Exchange exchange) {
        return failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
