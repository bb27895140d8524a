package io.rollcall.camel;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import io.rollcall.check.Stage;
import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judge;
import io.rollcall.judge.Upstream;
import io.rollcall.schedule.CheckRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Begins a requested check, and sees to it that one that breaks still has an outcome. */
public final class CheckRunner {
    /** The exchange property that holds the check while the body is a request or an answer; only where there is one to make. */
    static final String CHECK = "check";

    /** The exchange property that holds the key of the integration that is checked. */
    private static final String INTEGRATION = "integration";

    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

    private final Integrations integrations;
    private final Judge judge;
    private final Upstream upstream;
    private final Clock clock;

    public CheckRunner(Integrations integrations, Judge judge, Clock clock) {
        this.integrations = integrations;
        this.judge = judge;
        this.upstream = new Upstream(integrations, judge);
        this.clock = clock;
    }

    /** CheckRequest -> Check; a CheckResult at once when it cannot be checked; nothing when it is no longer watched. */
    public void begin(Exchange exchange) {
        CheckRequest request = exchange.getMessage().getBody(CheckRequest.class);
        Integration integration = integrations.find(request.integration()).orElse(null);
        if (integration == null) {
            exchange.getMessage().setBody(null);
            return;
        }
        Check check =
                new Check(integration, beginning(judge.state(integration.key()).lastCheckAt()));
        String obstacle = obstacle(integration);
        if (obstacle != null) {
            exchange.getMessage().setBody(check.unknown(obstacle));
            return;
        }
        exchange.setProperty(CHECK, check);
        exchange.setProperty(INTEGRATION, integration.key());
        CallHistory.begin(exchange);
        exchange.getMessage().setBody(check);
    }

    /** Why it cannot be checked now, or null when it can. */
    private @Nullable String obstacle(Integration integration) {
        if (integration.problem() != null) {
            return integration.problem();
        }
        Optional<MaintenanceWindow> work =
                integrations.maintenance(integration, clock.instant()).filter(window -> !window.keepChecking());
        if (work.isPresent()) {
            return "Not checked: " + work.get().describe();
        }
        return upstream.down(integration)
                .map(needed -> "Not checked: " + needed.name() + " is down")
                .orElse(null);
    }

    /** Now, but later than the check before it even when the clock was set back: time identifies an outcome. */
    private Instant beginning(@Nullable Instant before) {
        // PostgreSQL keeps microseconds; an outcome must have the same time in memory and in the table.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return before == null || now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
    }

    /** Outcome -> the same, with the way that its call took when it is not healthy. */
    public void end(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof CheckResult result && result.status() != Status.HEALTHY) {
            List<Stage> history = CallHistory.of(exchange);
            if (!history.isEmpty()) {
                exchange.getMessage().setBody(result.withDetail("history", history));
            }
        }
    }

    /** A check whose route broke -> an unknown outcome that says so: the fault is ours, not the integration's. */
    public void fault(Exchange exchange) {
        Check check = exchange.getProperty(CHECK, Check.class);
        check.alarm().off();
        exchange.getExchangeExtension().setInterrupted(false);
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String key = check.integration().key();
        try (MDC.MDCCloseable trace = MDC.putCloseable("trace_id", exchange.getExchangeId())) {
            LOG.error(
                    "Check broke integration={} kind={}",
                    key,
                    check.integration().kind(),
                    cause);
        }
        exchange.getMessage()
                .setBody(check.unknown("Rollcall could not run the check: " + FailureText.of(check, cause)));
    }
}
