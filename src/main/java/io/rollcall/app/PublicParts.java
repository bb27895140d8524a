package io.rollcall.app;

import io.rollcall.access.Audit;
import io.rollcall.integration.Integration;
import io.rollcall.integration.MaintenanceWindow;
import io.rollcall.notify.PublicNews;
import io.rollcall.publish.PlannedWork;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.PublicStore;
import io.rollcall.publish.Service;
import io.rollcall.publish.Way;
import io.rollcall.push.Vapid;
import io.rollcall.store.Jdbc;
import io.rollcall.web.Assets;
import io.rollcall.web.BulletinApi;
import io.rollcall.web.CallerLimits;
import io.rollcall.web.Frame;
import io.rollcall.web.PublicApi;
import io.rollcall.web.PublicHtml;
import io.rollcall.web.SubscriberApi;
import io.rollcall.web.SubscriberDevices;
import io.rollcall.web.SubscriberPages;
import io.rollcall.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.Registry;

/** What everybody may see, as the engine has it. */
final class PublicParts {
    /** So long before it begins is maintenance announced. */
    private static final Duration AHEAD = Duration.ofDays(14);
    /** A caller may ask for news so often in that time. */
    private static final int ASKED = 10;

    private static final Duration ASKING = Duration.ofMinutes(10);

    private final Settings settings;
    private final Parts parts;
    private final PublicPages pages;
    private final Assets assets;
    private final Words usual;

    PublicParts(Settings settings, Parts parts, Jdbc jdbc, Assets assets) {
        this.settings = settings;
        this.parts = parts;
        this.assets = assets;
        this.usual = Words.in(settings.language());
        PublicPages.Present present = new PublicPages.Present(this::services, this::works, parts.bulletins::all);
        this.pages = new PublicPages(parts.components, present, new PublicStore(jdbc), parts.clock);
    }

    void bind(Registry registry, Frame frame, Audit audit, ChannelParts channels) {
        SubscriberParts subscriptions = channels.subscriptions;
        Vapid vapid = subscriptions.ways.contains(Way.PUSH) ? channels.push.vapid : null;
        PublicHtml html = new PublicHtml(
                assets,
                new PublicHtml.Offer(subscriptions.ways.contains(Way.EMAIL), vapid == null ? null : vapid::publicKey));
        registry.bind("publicApi", new PublicApi(frame, pages, settings.publicUrl(), html, usual));
        BulletinApi.Told told = new BulletinApi.Told(parts.bulletins, parts.components, pages);
        registry.bind("bulletinApi", new BulletinApi(frame, told, audit, parts.clock));
        registry.bind("subscriberApi", new SubscriberApi(frame, subscriptions.subscribers));
        PublicNews news = subscriptions.news(pages, channels.outbox());
        registry.bind("publicNews", news);
        CallerLimits limits = new CallerLimits(ASKED, ASKING);
        registry.bind(
                "subscriberPages",
                new SubscriberPages(
                        new SubscriberPages.Site(
                                subscriptions.ways.contains(Way.EMAIL), settings.publicUrl(), html, usual),
                        new SubscriberPages.Desk(subscriptions.subscribers, subscriptions.links(), news::invite),
                        parts.components,
                        limits));
        registry.bind(
                "subscriberDevices",
                new SubscriberDevices(
                        new SubscriberDevices.Site(
                                vapid != null, settings.publicUrl(), channels.push.privateAddresses, usual),
                        new SubscriberDevices.Desk(subscriptions.subscribers, news::invite),
                        parts.components,
                        limits,
                        Parts.json()));
    }

    private List<Service> services() {
        List<MaintenanceWindow> underWay = parts.integrations.underWay(parts.clock.instant());
        return parts.integrations.all().stream()
                .filter(integration -> integration.cadence().enabled())
                .map(integration -> service(
                        integration,
                        underWay.stream()
                                .filter(work -> work.covers(integration))
                                .toList()))
                .toList();
    }

    private Service service(Integration integration, List<MaintenanceWindow> works) {
        return new Service(
                integration.key(),
                integration.group(),
                parts.judge.state(integration.key()).status(),
                works.stream()
                        .map(MaintenanceWindow::startsAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                works.stream().anyMatch(MaintenanceWindow::announced));
    }

    private List<PlannedWork> works() {
        Instant now = parts.clock.instant();
        return parts.integrations.underWayOrAhead(now, now.plus(AHEAD)).stream()
                .filter(MaintenanceWindow::announced)
                .map(work -> new PlannedWork(
                        work.key(), work.group(), work.startsAt(), work.endsAt(), work.recurrence() != null))
                .toList();
    }

    /** What is published of integrations that there are not. */
    static List<String> remarks(Parts parts) {
        Collection<Integration> all = parts.integrations.all();
        Set<String> known = Stream.concat(
                        all.stream().map(Integration::key),
                        all.stream().flatMap(integration -> Stream.ofNullable(integration.group())))
                .collect(Collectors.toSet());
        return parts.components.all().stream()
                .flatMap(component -> {
                    Set<String> unknown = new TreeSet<>(component.services());
                    unknown.addAll(component.groups());
                    unknown.removeAll(known);
                    return unknown.stream()
                            .map(name ->
                                    "Not published: component " + component.key() + ": there is no '" + name + "'");
                })
                .toList();
    }
}
