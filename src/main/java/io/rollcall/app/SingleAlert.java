package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.app.SingleRun.Told;
import io.rollcall.camel.AlertComponent;
import io.rollcall.camel.TellComponent;
import io.rollcall.check.CheckResult;
import io.rollcall.group.AlertGroups;
import io.rollcall.group.MemberEntry;
import io.rollcall.integration.Status;
import io.rollcall.judge.Judged;
import io.rollcall.notify.InboxEntry;
import io.rollcall.notify.NotificationEntry;
import io.rollcall.notify.NotificationState;
import io.rollcall.push.SubscriptionEntry;
import io.rollcall.routefile.RouteFile;
import io.rollcall.store.JournalEntry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells what failed in a single run, by the engine's own rules, routes and channels. A single run has no later: the first
 * failure counts, and no rule waits for its time.
 */
final class SingleAlert {
    /** How long a vendor may take, all tries together, before the command ends without it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String ENGINE = "an engine runs with this data folder, and tells of failures itself";

    private final Parts parts;
    private final Memory memory;
    private final ChannelParts channels;
    /** The last entry of each notification of this run. */
    private final Map<UUID, NotificationEntry> notifications = new LinkedHashMap<>();

    private final Map<List<String>, MemberEntry> members = new LinkedHashMap<>();

    SingleAlert(Settings settings, CamelContext context, Parts parts, Memory memory) {
        this.parts = parts;
        this.memory = memory;
        this.channels = new ChannelParts(settings, this::note, parts.clock, parts);
        channels.bind(context.getRegistry(), parts);
        context.addComponent("alert", new AlertComponent(parts.rules));
        context.addComponent("tell", new TellComponent());
    }

    /** True for rules, channels, and whatever else is only called, such as what a rule's route calls. */
    static boolean needs(RouteFile file) {
        boolean called = !file.ids("route").isEmpty()
                && file.beginnings().stream().allMatch(uri -> uri.matches("(alert|direct|seda)(:.*)?"));
        return called || file.ids("route").contains("notify");
    }

    /** By integration, whom was told what failed or is well again, or why nobody was. */
    Map<String, List<Told>> tell(List<CheckResult> results) throws InterruptedException {
        Map<String, List<Told>> told = new LinkedHashMap<>();
        if (!memory.engineRuns()) {
            memory.subscribe(channels.push);
            channels.outbox().restore(memory.told());
            channels.groups().restore(memory.members());
            channels.groups().complete();
        }
        parts.integrations.all().forEach(integration -> parts.integrations.put(integration.judgedAtOnce()));
        for (Judged judged : parts.judge.judgeAll(results)) {
            Status status = judged.result().status();
            if (status == Status.DOWN || status == Status.DEGRADED) {
                String key = judged.integration().key();
                String silence = memory.engineRuns()
                        ? ENGINE
                        : parts.rules.fireAtOnce(judged).orElse(null);
                told.put(key, silence == null ? List.of() : List.of(nobody(silence)));
            }
        }
        if (!memory.engineRuns()) {
            tellGroups(results);
        }
        told.replaceAll((key, silence) -> silence.isEmpty() ? toldAbout(key) : silence);
        for (CheckResult result : results) {
            if (result.success() && mentions(result.integration()).findAny().isPresent()) {
                told.putIfAbsent(result.integration(), toldAbout(result.integration()));
            }
        }
        return told;
    }

    private void tellGroups(List<CheckResult> results) throws InterruptedException {
        Set<String> measured = results.stream()
                .filter(result -> result.status() != Status.UNKNOWN)
                .map(CheckResult::integration)
                .collect(Collectors.toSet());
        AlertGroups groups = channels.groups();
        groups.reconcile(parts.rules::fingerprints, alert -> measured.contains(alert.integration()));
        groups.flushAll();
        awaitChannels();
        memory.keep(members.values().stream().filter(this::isTrue).toList());
    }

    /** What could not be told must not count as told in the next run. */
    private boolean isTrue(MemberEntry member) {
        synchronized (notifications) {
            return member.gone()
                    || !member.alert().firing()
                    || notifications.values().stream()
                            .anyMatch(entry -> entry.state() == NotificationState.SENT
                                    && mentions(
                                            entry, alert -> alert.fingerprint().equals(member.key())));
        }
    }

    private void awaitChannels() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (notifications) {
            long left = PATIENCE.toMillis();
            while (left > 0
                    && notifications.values().stream().anyMatch(entry -> entry.state() == NotificationState.PENDING)) {
                notifications.wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        }
    }

    private List<Told> toldAbout(String key) {
        List<Told> told = mentions(key).map(SingleAlert::told).toList();
        if (!told.isEmpty()) {
            return told;
        }
        return List.of(nobody(channels.groups()
                .toldAbout(key)
                .map(at -> "told before, at " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse("no channel that its rule names is on")));
    }

    private Stream<NotificationEntry> mentions(String key) {
        synchronized (notifications) {
            return notifications.values().stream()
                    .filter(entry ->
                            mentions(entry, alert -> alert.integration().equals(key)))
                    .toList()
                    .stream();
        }
    }

    private static boolean mentions(NotificationEntry entry, Predicate<Alert> wanted) {
        return entry.notice().alerts().stream().anyMatch(wanted);
    }

    private static Told nobody(String reason) {
        return new Told(null, "", null, null, false, reason);
    }

    private static Told told(NotificationEntry entry) {
        boolean sent = entry.state() == NotificationState.SENT;
        return new Told(
                entry.channel(),
                entry.recipient(),
                entry.rule(),
                entry.severity(),
                sent,
                sent ? or(entry.receipt(), "taken") : reason(entry));
    }

    private static String reason(NotificationEntry entry) {
        return switch (entry.state()) {
            case PENDING -> "not taken within a minute: " + or(entry.lastError(), "no answer");
            default -> or(entry.lastError(), "not sent");
        };
    }

    private static String or(@Nullable String text, String other) {
        return text == null || text.isEmpty() ? other : text;
    }

    /** Only what is over is kept: what this run could not deliver, an engine must not deliver much later. */
    private void note(List<? extends JournalEntry> entries) {
        List<JournalEntry> over = new ArrayList<>();
        synchronized (notifications) {
            for (JournalEntry entry : entries) {
                if (entry instanceof MemberEntry member) {
                    members.put(List.of(member.group(), member.key()), member);
                } else if (entry instanceof NotificationEntry notification) {
                    notifications.put(notification.id(), notification);
                    if (notification.state().isFinal()) {
                        over.add(notification);
                    }
                } else if (entry instanceof InboxEntry || entry instanceof SubscriptionEntry) {
                    over.add(entry);
                }
            }
        }
        try {
            memory.keep(over);
        } finally {
            synchronized (notifications) {
                notifications.notifyAll();
            }
        }
    }
}
