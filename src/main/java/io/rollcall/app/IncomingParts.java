package io.rollcall.app;

import io.rollcall.incoming.AlertmanagerReader;
import io.rollcall.incoming.CloudEventReader;
import io.rollcall.incoming.PagerDutyReader;
import io.rollcall.web.IncomingApi;
import java.time.Duration;
import org.apache.camel.spi.Registry;

/** What takes the alerts of other systems, as the engine has it. */
final class IncomingParts {
    private IncomingParts() {}

    static void bind(Registry registry, Settings settings, Parts parts) {
        Duration resolveTimeout = settings.duration("rollcall.incoming.resolve-timeout");
        IncomingApi.Readers readers = new IncomingApi.Readers(
                new AlertmanagerReader(parts.clock, resolveTimeout),
                new PagerDutyReader(parts.clock),
                new CloudEventReader(parts.clock));
        registry.bind("incomingAlerts", parts.incoming);
        registry.bind(
                "incomingApi",
                new IncomingApi(parts.incoming, settings.text("rollcall.incoming.token"), readers, parts.json));
    }
}
