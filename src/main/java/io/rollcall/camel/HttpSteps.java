package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.probe.HttpRequest;
import io.rollcall.probe.Journey;
import io.rollcall.probe.Journeys;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;

/** The edge between a check of several HTTP calls and camel-http. */
public final class HttpSteps {
    /** The exchange property that holds the check on its way. */
    private static final String JOURNEY = "journey";

    private final Journeys journeys;

    public HttpSteps(Journeys journeys) {
        this.journeys = journeys;
    }

    /** Check in the body -> the first call is at hand. */
    public void begin(Exchange exchange) {
        exchange.setProperty(JOURNEY, journeys.begin(exchange.getMessage().getBody(Check.class)));
    }

    /** True while there is a call to make. */
    public boolean more(Exchange exchange) {
        return journey(exchange).hasNext();
    }

    /** -> request in headers and body. */
    public void request(Exchange exchange) {
        HttpRequest request = journey(exchange).request();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        request.headers().forEach(message::setHeader);
        message.setHeader(HttpConstants.HTTP_URI, request.url());
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        message.setBody(request.body());
    }

    /** Answer in headers and body -> noted. */
    public void answer(Exchange exchange) {
        journey(exchange).answered(HttpAnswers.of(exchange));
    }

    /** A call without answer -> the next one, if the check can do without. */
    public void failed(Exchange exchange) throws Exception {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (!journey(exchange).failed(cause)) {
            throw cause;
        }
    }

    /** -> the first call that cleans up is at hand. */
    public void cleanUp(Exchange exchange) {
        journey(exchange).cleanUp();
    }

    /** -> outcome in the body. */
    public void judge(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(journey(exchange).judge());
    }

    private static Journey journey(Exchange exchange) {
        return exchange.getProperty(JOURNEY, Journey.class);
    }
}
