package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.notify.NewsReader;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.PublicNews;
import io.rollcall.notify.SubscriberMail;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.SubscriberEntry;
import io.rollcall.publish.SubscriberLinks;
import io.rollcall.publish.SubscriberStore;
import io.rollcall.publish.Subscribers;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Who is told by email of what the status page says, as the engine has it. */
final class SubscriberParts {
    static final String SWITCH = "rollcall.status-page.subscriptions";

    final Subscribers subscribers;
    final boolean on;
    private final Settings settings;
    private final SubscriberLinks links;
    private final Clock clock;
    private @Nullable PublicNews news;

    /** @param key by which links are signed */
    SubscriberParts(Settings settings, Journal journal, Clock clock, Supplier<byte[]> key) {
        this.settings = settings;
        this.clock = clock;
        this.on = settings.flag(SWITCH);
        this.subscribers = new Subscribers(journal, clock);
        this.links = new SubscriberLinks(key, URI.create(settings.publicUrl()));
        if (on) {
            needs("rollcall.mail.host");
            needs("rollcall.public-url");
        }
    }

    private void needs(String name) {
        if (settings.text(name).isEmpty()) {
            throw new InvalidConfigurationException(
                    List.of(new Problem("application.properties", 0, SWITCH, "needs " + name)));
        }
    }

    /** Whom a message about that alert goes to; null when there are no subscriptions. */
    @Nullable
    Function<Alert, List<String>> wanting() {
        return on ? alert -> PublicNews.recipients(subscribers, alert) : null;
    }

    /** Who tells them what is new on these pages. */
    PublicNews news(PublicPages pages, Outbox outbox) {
        PublicNews made = new PublicNews(
                pages,
                subscribers,
                new NewsReader(settings.duration("rollcall.status-page.notify-after")),
                new PublicNews.Outlet(on, outbox, Parts.json(), clock));
        news = made;
        return made;
    }

    SubscriberLinks links() {
        return links;
    }

    /** Takes from the spool what the last run could not bring into the database. */
    void replay(Collection<SubscriberEntry> entries) {
        subscribers.restore(entries);
    }

    /** Takes up the last run. Throws StoreException while the database is away. */
    void takeUp(Jdbc jdbc) {
        SubscriberStore store = new SubscriberStore(jdbc, Parts.json());
        if (news != null) {
            news.restore(store.told());
        }
        subscribers.complete(store.load());
        subscribers.expire();
    }

    void bind(Registry registry) {
        registry.bind(
                "subscriberMail",
                new SubscriberMail(on ? settings.text("rollcall.mail.from") : null, subscribers, links, Parts.json()));
    }
}
