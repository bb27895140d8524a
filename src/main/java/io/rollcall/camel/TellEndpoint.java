package io.rollcall.camel;

import io.rollcall.group.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One receiver as an endpoint to send to. It only takes note: the groups of alerts decide when and how it is told. */
final class TellEndpoint extends DefaultEndpoint {
    private static final String RECEIVERS = "receivers";

    private final Receiver receiver;

    TellEndpoint(String uri, Component component, Receiver receiver) {
        super(uri, component);
        this.receiver = receiver;
    }

    /** Whom the alert in this exchange is to be told to so far. */
    static List<Receiver> receivers(Exchange exchange) {
        List<Receiver> receivers = new ArrayList<>();
        List<?> noted = exchange.getProperty(RECEIVERS, List.of(), List.class);
        noted.forEach(receiver -> receivers.add((Receiver) receiver));
        return receivers;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                List<Receiver> receivers = receivers(exchange);
                receivers.add(receiver);
                exchange.setProperty(RECEIVERS, receivers);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("tell: is a receiver; a route sends to it and cannot begin with it");
    }
}
