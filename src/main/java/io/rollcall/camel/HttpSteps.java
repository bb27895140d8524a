package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.probe.Calls;
import io.rollcall.probe.HttpRequest;
import io.rollcall.probe.Journey;
import io.rollcall.probe.Journeys;
import io.rollcall.probe.TlsContexts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;

/** The edge between a check of several HTTP calls and camel-http. */
public final class HttpSteps {
    /** The exchange property that holds the check on its way. */
    static final String CALLS = "calls";

    /** The exchange property that is true while the call at hand must not be made twice. */
    static final String ONCE = "once";

    private final Journeys journeys;
    private final TlsContexts tls;
    private final Clock clock;

    public HttpSteps(Journeys journeys, TlsContexts tls, Clock clock) {
        this.journeys = journeys;
        this.tls = tls;
        this.clock = clock;
    }

    /** Check in the body -> the first call is at hand. */
    public void begin(Exchange exchange) {
        exchange.setProperty(CALLS, journeys.begin(exchange.getMessage().getBody(Check.class)));
    }

    /** True while there is a call to make. */
    public boolean more(Exchange exchange) {
        return calls(exchange).hasNext();
    }

    /** -> request in headers and body. Throws when a certificate file cannot be used. */
    public void request(Exchange exchange) throws GeneralSecurityException, IOException {
        Check check = exchange.getProperty(CheckRunner.CHECK, Check.class);
        exchange.setProperty(HttpCall.PROPERTY, new HttpCall(check, tls.of(check.integration()), true));
        HttpRequest request = calls(exchange).request();
        exchange.setProperty(ONCE, !calls(exchange).repeatable());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        request.headers().forEach(message::setHeader);
        HttpCheck.trace(message, check);
        message.setHeader(HttpConstants.HTTP_URI, request.url());
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        message.setBody(request.body());
    }

    /** Answer in headers and body -> noted. */
    public void answer(Exchange exchange) {
        calls(exchange).answered(HttpAnswers.of(exchange, clock));
    }

    /** A call without answer -> the next one, if the check can do without. */
    public void failed(Exchange exchange) throws Exception {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (!calls(exchange).failed(cause)) {
            throw cause;
        }
    }

    /** -> the first call that cleans up is at hand. */
    public void cleanUp(Exchange exchange) {
        exchange.getProperty(CALLS, Journey.class).cleanUp();
    }

    /** -> outcome in the body. */
    public void judge(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(calls(exchange).judge());
    }

    private static Calls calls(Exchange exchange) {
        return exchange.getProperty(CALLS, Calls.class);
    }
}
