package io.rollcall.app;

import io.rollcall.alert.Severity;
import io.rollcall.camel.PushClient;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.notify.PushMessage;
import io.rollcall.push.PushSettings;
import io.rollcall.push.SubscriptionStore;
import io.rollcall.push.Subscriptions;
import io.rollcall.push.Vapid;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import io.rollcall.web.BearerToken;
import io.rollcall.web.Frame;
import io.rollcall.web.PushApi;
import io.rollcall.words.Words;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** What tells browsers: their subscriptions, our key, and what the routes call by name. */
final class PushParts {
    private static final String KEY_FILE = "vapid.key";

    final Subscriptions subscriptions;
    final boolean privateAddresses;
    /** Null when the channel is off. */
    final @Nullable Vapid vapid;

    private final Settings settings;

    PushParts(Settings settings, Journal journal, Clock clock) {
        this.settings = settings;
        this.privateAddresses = settings.flag("rollcall.push.private-addresses");
        this.subscriptions = new Subscriptions(journal, clock, privateAddresses);
        this.vapid = settings.flag("rollcall.push.enabled") ? new Vapid(read(), clock) : null;
    }

    private PushSettings read() {
        try {
            return new PushSettings(
                    settings.text("rollcall.push.vapid-private-key"),
                    Path.of(settings.text("rollcall.data"), KEY_FILE),
                    subject(),
                    privateAddresses);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("application.properties", 0, null, String.valueOf(e.getMessage()))));
        }
    }

    /** As set, else where people reach us. */
    private String subject() {
        String set = settings.text("rollcall.push.vapid-subject");
        return set.isEmpty() ? settings.publicUrl() : set;
    }

    /** Whom something so bad is told; null when push is off. */
    @Nullable
    Function<Severity, List<String>> browsers() {
        return vapid == null ? null : subscriptions::wanting;
    }

    /** Takes up the subscriptions of the last run. Throws StoreException while the database is away. */
    void takeUp(Jdbc jdbc) {
        subscriptions.complete(new SubscriptionStore(jdbc).load());
    }

    void bind(Registry registry, URI publicUrl, Words words) {
        registry.bind("pushMessage", new PushMessage(vapid, subscriptions, publicUrl, words));
        registry.bind(
                "pushClient", new PushClient(privateAddresses, settings.count("rollcall.channels.connect-timeout")));
    }

    void bindApi(Registry registry, Frame frame) {
        registry.bind(
                "pushApi",
                new PushApi(
                        frame,
                        vapid,
                        subscriptions,
                        new BearerToken("rollcall.push.token", settings.text("rollcall.push.token")),
                        Parts.json()));
    }
}
