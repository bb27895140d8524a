package io.rollcall.app;

import io.rollcall.camel.AlertComponent;
import io.rollcall.camel.TellComponent;
import io.rollcall.integration.FilesOnly;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.routefile.RouteFile;
import io.rollcall.store.DatabaseUrl;
import io.rollcall.store.Journal;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;

/** An engine's rules, router and channels, without clock, port and record: for commands that ask or try something. */
final class QuietEngine implements AutoCloseable {
    final Parts parts;
    final ChannelParts channels;
    private final CamelRuntime camel;

    QuietEngine(Settings settings, Optional<DatabaseUrl> database, Clock clock, Journal journal) {
        Settings complete = SingleRun.withDatabase(SingleRun.quiet(settings), database);
        this.camel = new CamelRuntime(complete);
        this.parts = new Parts(complete, clock, camel.context(), journal, new FilesOnly());
        this.channels = new ChannelParts(complete, journal, clock, parts);
        channels.bind(context().getRegistry(), parts.rules);
        context().addComponent("alert", new AlertComponent(parts.rules));
        context().addComponent("tell", new TellComponent());
    }

    CamelContext context() {
        return camel.context();
    }

    /**
     * Starts the kinds of check, and of the other files those that are wanted.
     *
     * @throws InvalidConfigurationException when files are wrong
     */
    void start(Predicate<RouteFile> wanted) {
        try {
            camel.start(() -> parts.routeLoader.load(file -> SingleRun.isAboutChecks(file) || wanted.test(file)));
        } catch (InvalidConfigurationException e) {
            throw e;
        } catch (Exception e) {
            throw parts.explain(e);
        }
    }

    @Override
    public void close() {
        camel.close();
        parts.close();
    }
}
