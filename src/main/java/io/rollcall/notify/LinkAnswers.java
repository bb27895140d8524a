package io.rollcall.notify;

import io.rollcall.group.Responses;
import io.rollcall.group.Responses.Answer;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import io.rollcall.words.Language;
import io.rollcall.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the links in emails say, each once. Thread-safe. */
public final class LinkAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LinkAnswers.class);
    private static final String CHANNEL = "email";
    private static final Duration SILENCE = Duration.ofHours(1);

    private final AnswerLinks links;
    private final People people;
    private final Responses responses;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Instant> used = new HashMap<>();

    /**
     * What somebody who follows a link is shown.
     *
     * @param status of the HTTP answer
     * @param button what can be done, or null when nothing can
     */
    public record Page(int status, String title, String text, @Nullable String button, Language language) {
        /** One in English. */
        Page(int status, String title, String text, @Nullable String button) {
            this(status, title, text, button, Language.EN);
        }
    }

    public LinkAnswers(AnswerLinks links, People people, Responses responses, Journal journal, Clock clock) {
        this.links = links;
        this.people = people;
        this.responses = responses;
        this.journal = journal;
        this.clock = clock;
    }

    /** Only looks: programs that scan mail follow links too. */
    public synchronized Page look(String token) {
        Optional<AnswerLink> link = links.read(token);
        Words words = words(link);
        return refusal(token, link, words).orElseGet(() -> {
            String what = words.say(link.orElseThrow().action().key());
            return page(200, words.say("page.ask", what), link.orElseThrow().what(), what, words);
        });
    }

    /** Does it. What changed nothing can be tried again. */
    public synchronized Page follow(String token) {
        Optional<AnswerLink> link = links.read(token);
        Words words = words(link);
        return refusal(token, link, words).orElseGet(() -> {
            List<Answer> answers = link.orElseThrow().topics().stream()
                    .map(topic -> answer(link.orElseThrow(), topic, responses.in(words)))
                    .toList();
            boolean done = answers.stream().anyMatch(Answer::done);
            if (done) {
                use(new UsedLink(Hash.of(token), link.orElseThrow().expiresAt()));
            }
            String text = answers.stream().map(Answer::text).distinct().collect(Collectors.joining(" "));
            return page(200, words.say(done ? "page.done" : "page.unchanged"), text, null, words);
        });
    }

    /** Those that the last run knew. */
    public synchronized void restore(Collection<UsedLink> links) {
        links.forEach(link -> used.put(link.id(), link.expiresAt()));
    }

    /** Whoever the link was sent to reads the page. */
    private Words words(Optional<AnswerLink> link) {
        return people.words(CHANNEL, link.map(AnswerLink::recipient).orElse(""));
    }

    private Optional<Page> refusal(String token, Optional<AnswerLink> link, Words words) {
        if (link.isEmpty()) {
            return Optional.of(refusal(403, "page.invalid", words));
        }
        if (!clock.instant().isBefore(link.get().expiresAt())) {
            return Optional.of(refusal(410, "page.expired", words));
        }
        return used.containsKey(Hash.of(token)) ? Optional.of(refusal(410, "page.used", words)) : Optional.empty();
    }

    private static Page refusal(int status, String key, Words words) {
        return page(status, words.say(key), words.say(key + "-why"), null, words);
    }

    private static Page page(int status, String title, String text, @Nullable String button, Words words) {
        return new Page(status, title, text, button, words.language());
    }

    private Answer answer(AnswerLink link, String topic, Responses answering) {
        String who = people.whose(CHANNEL, link.recipient()).map(Person::name).orElse(link.recipient());
        return switch (link.action()) {
            case ACKNOWLEDGE -> answering.acknowledge(topic, who, CHANNEL);
            case SILENCE -> answering.silence(topic, SILENCE, who, CHANNEL);
            case ESCALATE -> answering.escalate(topic, who, CHANNEL);
        };
    }

    private void use(UsedLink link) {
        Instant now = clock.instant();
        used.values().removeIf(expires -> !now.isBefore(expires));
        used.put(link.id(), link.expiresAt());
        try {
            journal.append(List.of(link));
        } catch (StoreException e) {
            LOG.error("A used link is not journaled: it would work again after a restart", e);
        }
    }
}
