package io.rollcall.camel;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRule;
import io.rollcall.alert.AlertRules;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** One alert rule as an endpoint to consume from. */
final class AlertEndpoint extends DefaultEndpoint {
    private final AlertRules rules;
    private final AlertRule rule;

    AlertEndpoint(String uri, Component component, AlertRules rules, AlertRule rule) {
        super(uri, component);
        this.rules = rules;
        this.rule = rule;
    }

    AlertRule rule() {
        return rule;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("alert: is a rule; a route begins with it and cannot send to it");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new RuleConsumer(processor);
    }

    private final class RuleConsumer extends DefaultConsumer {
        RuleConsumer(Processor processor) {
            super(AlertEndpoint.this, processor);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            rules.register(rule, this::raise);
        }

        @Override
        protected void doStop() throws Exception {
            rules.unregister(rule.name());
            super.doStop();
        }

        private void raise(Alert alert) {
            Exchange exchange = createExchange(true);
            exchange.getMessage().setBody(alert);
            try {
                getProcessor().process(exchange);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            } finally {
                releaseExchange(exchange, false);
            }
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("Alert not handled", exchange, exchange.getException());
            }
        }
    }
}
