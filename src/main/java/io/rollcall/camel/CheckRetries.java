package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.check.Retries;
import org.apache.camel.Exchange;

/** Asks {@link Retries} about the check that is running; the body may be the request's by then. */
public final class CheckRetries {
    private final Retries retries;

    public CheckRetries(Retries retries) {
        this.retries = retries;
    }

    /** True when the failed call is worth another try. */
    public boolean again(Exchange exchange) {
        Check check = exchange.getProperty(HttpCheck.CHECK, Check.class);
        return retries.again(check, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
