package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.check.Retries;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Asks {@link Retries} about the check that is running; the body may be the request's by then. Tells it of each next try. */
public final class CheckRetries implements Processor {
    private final Retries retries;

    public CheckRetries(Retries retries) {
        this.retries = retries;
    }

    /** True when the failed call is worth another try. */
    public boolean again(Exchange exchange) {
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        return !exchange.getProperty(HttpSteps.ONCE, false, Boolean.class)
                && !check.alarm().rang()
                && retries.again(check, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /** Called before each try after the first. */
    @Override
    public void process(Exchange exchange) {
        exchange.getProperty(CheckRunner.CHECK, Check.class).beginNextTry();
    }
}
