package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.notify.Audience;
import io.rollcall.notify.NewsReader;
import io.rollcall.notify.Outbox;
import io.rollcall.notify.PublicNews;
import io.rollcall.notify.SubscriberMail;
import io.rollcall.notify.SubscriberPush;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.SubscriberEntry;
import io.rollcall.publish.SubscriberLinks;
import io.rollcall.publish.SubscriberStore;
import io.rollcall.publish.Subscribers;
import io.rollcall.publish.Way;
import io.rollcall.push.Vapid;
import io.rollcall.store.Jdbc;
import io.rollcall.store.Journal;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Who is told of what the status page says, as the engine has it. */
final class SubscriberParts {
    static final String SWITCH = "rollcall.status-page.subscriptions";

    final Subscribers subscribers;
    final Set<Way> ways;
    private final Settings settings;
    private final SubscriberLinks links;
    private final Audience audience;
    private final Clock clock;
    private @Nullable PublicNews news;

    /** @param key by which links are signed */
    SubscriberParts(Settings settings, Journal journal, Clock clock, Supplier<byte[]> key) {
        this.settings = settings;
        this.clock = clock;
        this.ways = ways();
        this.subscribers = new Subscribers(journal, clock);
        this.links = new SubscriberLinks(key, URI.create(settings.publicUrl()));
        this.audience = new Audience(subscribers, Parts.json());
        if (!ways.isEmpty() && settings.text("rollcall.public-url").isEmpty()) {
            throw wrong("needs rollcall.public-url");
        }
        if (ways.contains(Way.EMAIL) && settings.text("rollcall.mail.host").isEmpty()) {
            throw wrong("needs rollcall.mail.host");
        }
        if (ways.contains(Way.PUSH) && !settings.flag("rollcall.push.enabled")) {
            throw wrong("needs rollcall.push.enabled");
        }
    }

    private Set<Way> ways() {
        Set<Way> wanted = EnumSet.noneOf(Way.class);
        for (String word : settings.list(SWITCH)) {
            switch (word) {
                case "false" -> {
                    // Nobody is told.
                }
                // As it was before there was anything but email.
                case "true", "email" -> wanted.add(Way.EMAIL);
                case "push" -> wanted.add(Way.PUSH);
                default -> throw wrong("'" + word + "' is neither email nor push; write both as email,push");
            }
        }
        return wanted;
    }

    private static InvalidConfigurationException wrong(String complaint) {
        return new InvalidConfigurationException(List.of(new Problem("application.properties", 0, SWITCH, complaint)));
    }

    /** Whom a message about that alert goes to, for each way that is on. */
    Map<Way, Function<Alert, List<String>>> wanting() {
        return ways.stream()
                .collect(Collectors.toMap(
                        Function.identity(), way -> alert -> PublicNews.recipients(subscribers, way, alert)));
    }

    /** Who tells them what is new on these pages. */
    PublicNews news(PublicPages pages, Outbox outbox) {
        PublicNews made = new PublicNews(
                pages,
                subscribers,
                new NewsReader(settings.duration("rollcall.status-page.notify-after")),
                new PublicNews.Outlet(ways, outbox, Parts.json(), clock));
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

    /** @param vapid who we are to push services; null when push is off */
    void bind(Registry registry, @Nullable Vapid vapid) {
        String from = ways.contains(Way.EMAIL) ? settings.text("rollcall.mail.from") : null;
        registry.bind("audience", audience);
        registry.bind("subscriberMail", new SubscriberMail(from, audience, links));
        registry.bind("subscriberPush", new SubscriberPush(vapid, audience, links));
    }
}
