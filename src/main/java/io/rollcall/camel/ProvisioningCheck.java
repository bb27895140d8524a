package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.probe.Provisionings;
import org.apache.camel.Exchange;

/** The edge between a check of what is set up at a vendor and the routes that make its calls. */
public final class ProvisioningCheck {
    private final Provisionings provisionings;

    public ProvisioningCheck(Provisionings provisionings) {
        this.provisionings = provisionings;
    }

    /** Check in the body -> the first call is at hand. */
    public void begin(Exchange exchange) {
        exchange.setProperty(
                HttpSteps.CALLS, provisionings.begin(exchange.getMessage().getBody(Check.class)));
    }
}
