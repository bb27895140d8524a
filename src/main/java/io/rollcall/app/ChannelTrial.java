package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.camel.TrialOutbox;
import io.rollcall.camel.TrialOutbox.Attempt;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Status;
import io.rollcall.notify.Channels;
import io.rollcall.notify.Notification;
import io.rollcall.spelling.Nearest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;

/** Does a channel work? Sends a test message by the channel's own route, once, and without recording anything. */
public final class ChannelTrial implements AutoCloseable {
    private static final String RULE = "test message, nothing is wrong";
    private static final Pattern CHANNEL = Pattern.compile("seda:(?://)?channel-([^?]+).*");
    /** How long a vendor may take before the command ends without it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Clock clock = Clock.systemUTC();
    private final TrialOutbox outbox = new TrialOutbox();
    private final QuietEngine engine;
    private final Channels channels;
    private final ProducerTemplate template;

    /**
     * What the vendor said.
     *
     * @param recipient an address or number, or empty where the channel knows whom it reaches
     * @param sent true when the channel took it
     * @param answer what the vendor calls the message, or why it was not sent; without secrets
     */
    public record Answer(String channel, String recipient, boolean sent, String answer) {}

    private record Waiting(Notification message, CompletableFuture<Attempt> attempt) {}

    /**
     * Starts the routes of all channels.
     *
     * @throws InvalidConfigurationException when settings or files are wrong
     */
    public ChannelTrial(Settings settings) {
        engine = new QuietEngine(settings, Optional.empty(), clock, entries -> {});
        engine.context().getRegistry().unbind("outbox");
        engine.context().getRegistry().bind("outbox", outbox);
        channels = engine.channels.channels();
        try {
            engine.start(SingleAlert::needs);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        template = engine.context().createProducerTemplate();
    }

    /** Sends over every channel that is on. */
    public List<Answer> sendOverAll() {
        return send(names().filter(channels::isOn).toList(), List.of());
    }

    /**
     * Sends over these channels at the same time.
     *
     * @param recipients addresses or numbers; those of the settings when there are none
     * @throws InvalidConfigurationException when there is no such channel, or it has no recipients to choose from
     */
    public List<Answer> send(List<String> wanted, List<String> recipients) {
        wanted.forEach(channel -> complain(channel, recipients));
        List<Waiting> waiting = wanted.stream()
                .filter(channels::isOn)
                .flatMap(channel -> messages(channel, recipients).map(this::send))
                .toList();
        Stream<Answer> off = wanted.stream().flatMap(channel -> channels.missing(channel).stream()
                .map(setting -> new Answer(channel, "", false, "the channel is off; set " + setting)));
        return Stream.concat(waiting.stream().map(this::answer), off).toList();
    }

    private void complain(String channel, List<String> recipients) {
        List<String> known = names().toList();
        if (!known.contains(channel)) {
            throw mistake("--channel", "no such channel '" + channel + "'" + Nearest.hint(channel, known));
        }
        if (!recipients.isEmpty() && channels.knowsRecipient(channel, alert(channel, true))) {
            throw mistake("--to", channel + " knows by itself whom it reaches");
        }
    }

    private static InvalidConfigurationException mistake(String option, String message) {
        return new InvalidConfigurationException(List.of(new Problem("alert test", 0, option, message)));
    }

    private Stream<String> names() {
        return engine.context().getRoutes().stream()
                .map(route -> CHANNEL.matcher(route.getEndpoint().getEndpointUri()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .distinct()
                .sorted();
    }

    private Stream<Notification> messages(String channel, List<String> recipients) {
        Alert alert = alert(channel, true);
        List<String> to = recipients.isEmpty() ? channels.recipients(channel, alert) : recipients;
        return to.stream().map(recipient -> message(channel, recipient, "test/" + UUID.randomUUID(), alert));
    }

    private Notification message(String channel, String recipient, String topic, Alert alert) {
        Reason reason = alert.firing() ? Reason.FIRST : Reason.ALL_ENDED;
        Notice notice = new Notice(
                topic, "test", Map.of(), reason, Set.of(alert.fingerprint()), List.of(alert), 0, Map.of(), List.of());
        return new Notification(UUID.randomUUID(), channel, recipient, notice, alert.at());
    }

    private Alert alert(String channel, boolean firing) {
        Instant now = clock.instant();
        return new Alert(
                RULE,
                "rollcall alert test",
                Severity.INFO,
                firing,
                "test",
                "Rollcall",
                "test",
                null,
                Status.UNKNOWN,
                now,
                now,
                0,
                null,
                "This only tests the channel " + channel,
                List.of(),
                null,
                List.of(),
                Map.of(),
                Map.of());
    }

    private Waiting send(Notification message) {
        CompletableFuture<Attempt> attempt = outbox.expect(message)
                .completeOnTimeout(
                        new Attempt(false, "no answer within a minute"), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        template.sendBody("seda:channel-" + message.channel(), message);
        return new Waiting(message, attempt);
    }

    private Answer answer(Waiting waiting) {
        Notification message = waiting.message();
        Attempt attempt = waiting.attempt().join();
        if (attempt.sent() && channels.opensTickets(message.channel())) {
            attempt = withEnd(attempt, message);
        }
        return new Answer(message.channel(), message.recipient(), attempt.sent(), attempt.answer());
    }

    /** Nobody should have to close what a test has opened. */
    private Attempt withEnd(Attempt opened, Notification message) {
        Alert end = alert(message.channel(), false);
        Attempt closed = send(message(
                        message.channel(), message.recipient(), message.notice().topic(), end))
                .attempt()
                .join();
        return closed.sent()
                ? opened
                : new Attempt(false, opened.answer() + " was opened but not closed: " + closed.answer());
    }

    @Override
    public void close() {
        engine.close();
    }
}
