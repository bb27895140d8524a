package io.rollcall.app;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.publish.PlannedWork;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.PublicStore;
import io.rollcall.publish.Service;
import io.rollcall.store.Jdbc;
import io.rollcall.web.Assets;
import io.rollcall.web.Frame;
import io.rollcall.web.PublicApi;
import io.rollcall.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What everybody may see, as the engine has it. */
final class PublicParts {
    /** So long before it begins is maintenance announced. */
    private static final Duration AHEAD = Duration.ofDays(14);

    final PublicApi api;
    private final Parts parts;

    PublicParts(Settings settings, Parts parts, Jdbc jdbc, Frame frame, Assets assets) {
        this.parts = parts;
        PublicPages pages =
                new PublicPages(parts.components, this::services, this::works, new PublicStore(jdbc), parts.clock);
        this.api = new PublicApi(frame, pages, settings.publicUrl(), assets, Words.in(settings.language()));
    }

    private List<Service> services() {
        Instant now = parts.clock.instant();
        Integrations integrations = parts.integrations;
        return integrations.all().stream()
                .filter(integration -> integration.cadence().enabled())
                .map(integration -> new Service(
                        integration.key(),
                        integration.group(),
                        parts.judge.state(integration.key()).status(),
                        integrations.maintenance(integration, now).isPresent()))
                .toList();
    }

    private List<PlannedWork> works() {
        Instant now = parts.clock.instant();
        return parts.integrations.underWayOrAhead(now, now.plus(AHEAD)).stream()
                .map(work -> new PlannedWork(work.key(), work.group(), work.startsAt(), work.endsAt()))
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
