package io.rollcall.camel;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** What is the outcome of a check whose call threw, or was not made? Thread-safe. */
public final class Outcomes {

    /**
     * The fallback of every circuit breaker.
     *
     * @param cause what the last try threw; Camel's breaker gives null when it was open and made no call
     */
    public CheckResult failure(
            @Body Check check,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) @Nullable Exception cause,
            Exchange exchange) {
        boolean late = check.alarm().rang();
        check.alarm().off();
        // Else an interrupted call would end the route, and its outcome would get lost.
        exchange.getExchangeExtension().setInterrupted(false);
        if (cause == null || cause instanceof CallNotPermittedException) {
            return check.shortCircuited();
        }
        Exception told = late ? new SocketTimeoutException("No answer in time") : cause;
        return check.failed(FailureText.of(check, told), Map.of("tries", check.tries()));
    }
}
