package io.rollcall.camel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What no route handles is a fault of the monitor itself: logged once with its context (requirement 004-03), and counted. */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final Counter count;

    public Faults(MeterRegistry registry) {
        this.count = Counter.builder("rollcall.faults")
                .description("Failures of Rollcall itself that no route handled")
                .register(registry);
    }

    /** Logs the exchange's exception with its route and trace id. */
    public void report(Exchange exchange) {
        count.increment();
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        try (MDC.MDCCloseable trace = MDC.putCloseable("trace_id", exchange.getExchangeId())) {
            LOG.error(
                    "Route failed route={} at={}",
                    exchange.getFromRouteId(),
                    exchange.getProperty(Exchange.FAILURE_ENDPOINT),
                    cause);
        }
    }
}
