package io.rollcall.camel;

import static org.awaitility.Awaitility.await;

import io.rollcall.alert.Alert;
import io.rollcall.alert.AlertRules;
import io.rollcall.calendar.Calendars;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.Notice;
import io.rollcall.group.Posting;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judge;
import io.rollcall.notify.Alerts;
import io.rollcall.notify.ChannelSettings;
import io.rollcall.notify.Channels;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.notify.Outbox;
import io.rollcall.store.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;

/** The route of one channel as shipped, between a real outbox and a vendor on a loopback port. */
abstract class ChannelScene {
    final CamelContext camel = new DefaultCamelContext();
    private final List<NotificationEntry> journal = new CopyOnWriteArrayList<>();
    private final Outbox[] outbox = new Outbox[1];

    /** Starts the channel; its message class is bound under the name that its route calls. */
    void start(String channel, ChannelSettings settings, String bean, Object message) throws Exception {
        start(channel, new Channels(settings), Map.of(bean, message));
    }

    /** The same with all beans that its route calls. */
    void start(String channel, Channels channels, Map<String, Object> beans) throws Exception {
        outbox[0] = new Outbox(this::keep, Clock.systemUTC(), new Random(), channels);
        AlertGroups groups = new AlertGroups(
                outbox[0],
                this::keep,
                (firing, now) -> alert -> Optional.empty(),
                Clock.systemUTC(),
                Duration.ofHours(1));
        AlertRules rules = new AlertRules(
                new Integrations(), new Judge(new Integrations(), this::keep), this::keep, Clock.systemUTC());
        camel.getRegistry().bind("outbox", outbox[0]);
        camel.getRegistry().bind("alertGroups", groups);
        camel.getRegistry()
                .bind("alertRouting", new AlertRouting(groups, channels, List.of(rules::fingerprints), alert -> true));
        camel.getRegistry().bind("channelWatch", outbox[0].watch());
        camel.getRegistry().bind("condition-language", new ConditionLanguage(new Calendars()));
        camel.getRegistry().bind("deliveryFailures", new DeliveryFailures());
        beans.forEach(camel.getRegistry()::bind);
        camel.addComponent("tell", new TellComponent());
        Properties properties = new Properties();
        properties.put("rollcall.outbox.period", "50");
        properties.put("rollcall.channels.response-timeout", "3000");
        camel.getPropertiesComponent().setInitialProperties(properties);
        ((HttpComponent) camel.getComponent("https")).setAutomaticRetriesDisabled(true);
        List<Resource> files = new ArrayList<>();
        for (Path file : routes(channel)) {
            files.add(ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file)));
        }
        PluginHelper.getRoutesLoader(camel).loadRoutes(files);
        camel.start();
    }

    private static List<Path> routes(String channel) throws IOException {
        try (Stream<Path> channels = Files.list(Path.of("routes/channels"))) {
            Stream<Path> engine =
                    Stream.of("alerts", "routing").map(name -> Path.of("routes/engine", name + ".camel.yaml"));
            return Stream.concat(
                            channels.filter(
                                    file -> file.getFileName().toString().startsWith(channel)),
                            engine)
                    .toList();
        }
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    void tell(String channel, Alert alert) {
        tell(channel, Alerts.notice(alert));
    }

    void tell(String channel, Notice notice) {
        outbox[0].take(List.of(new Posting(channel, notice)), List.of());
    }

    /** Tells of as many alerts as there are answers, and answers why each of them was given up. */
    List<String> reasons(String channel, int count) {
        for (int i = 0; i < count; i++) {
            tell(channel, Alerts.alert("rule-" + i, Alerts.critical().severity(), true, "x"));
        }
        awaitStates(count, NotificationState.DEAD);
        return latest().stream().map(NotificationEntry::lastError).toList();
    }

    void awaitStates(int count, NotificationState state) {
        await().until(() ->
                latest().stream().filter(entry -> entry.state() == state).count() == count);
    }

    List<NotificationEntry> latest() {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        journal.forEach(entry -> latest.put(entry.id(), entry));
        return List.copyOf(latest.values());
    }

    List<String> endpoints() {
        return camel.getEndpoints().stream()
                .map(endpoint -> endpoint.getEndpointUri())
                .toList();
    }

    private void keep(List<? extends JournalEntry> entries) {
        entries.stream()
                .filter(entry -> entry instanceof NotificationEntry)
                .forEach(entry -> journal.add((NotificationEntry) entry));
    }
}
