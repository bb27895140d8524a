package io.rollcall.notify;

import io.rollcall.group.Responses;
import io.rollcall.group.Responses.Answer;
import io.rollcall.words.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what people answer by text message, and says what was done. Thread-safe. */
public final class SmsReplies {
    private static final Logger LOG = LoggerFactory.getLogger(SmsReplies.class);
    private static final String CHANNEL = "sms";
    /** So many answers an hour, for each costs money and two machines could talk for ever. */
    private static final int MOST_ANSWERS = 5;

    private static final int MOST_REMEMBERED = 1000;

    private final Outbox outbox;
    private final ReplyCodes codes;
    private final People people;
    private final Responses responses;
    private final Clock clock;
    private final Map<String, List<Instant>> answered = new HashMap<>();
    /** Twilio asks again when our answer was lost: what was done is not done twice. */
    private final Map<String, Optional<String>> done = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public SmsReplies(Outbox outbox, ReplyCodes codes, People people, Responses responses, Clock clock) {
        this.outbox = outbox;
        this.codes = codes;
        this.people = people;
        this.responses = responses;
        this.clock = clock;
    }

    /**
     * Takes a message.
     *
     * @param sid Twilio's name of it
     * @param from the number that it comes from
     * @return what is answered, one segment; empty for no answer
     */
    public synchronized Optional<String> take(String sid, String from, String text) {
        Optional<String> before = done.get(sid);
        if (before != null) {
            return before;
        }
        Optional<String> answer = answer(from, SmsCommand.parse(text));
        done.put(sid, answer);
        return answer;
    }

    private Optional<String> answer(String from, SmsCommand command) {
        switch (command.action()) {
            case STOP -> {
                outbox.optOuts().set(CHANNEL, from, true);
                return Optional.empty();
            }
            case START -> {
                outbox.optOuts().set(CHANNEL, from, false);
                return Optional.empty();
            }
            case HELP -> {
                return Optional.empty();
            }
            default -> {
                List<ReplyCode> told = codes.of(from);
                if (told.isEmpty()) {
                    LOG.warn("Text message not heeded, the number was never told anything from={}", from);
                    return Optional.empty();
                }
                Words words = people.words(CHANNEL, from);
                return limited(from, SmsMessage.segment(carryOut(from, command, told, words), words));
            }
        }
    }

    private String carryOut(String from, SmsCommand command, List<ReplyCode> told, Words words) {
        return switch (command.action()) {
            case STOPP -> {
                outbox.optOuts().set(CHANNEL, from, true);
                yield words.say("reply.stopped");
            }
            case ACKNOWLEDGE, ESCALATE, SILENCE -> {
                List<String> topics = topics(from, command, told);
                if (topics.isEmpty()) {
                    yield command.code() == null
                            ? words.say("reply.nothing")
                            : words.say("reply.no-code", command.code(), words.say("reply.help"));
                }
                Responses answering = responses.in(words);
                yield text(
                        topics.stream()
                                .map(topic -> carryOut(from, command, topic, answering))
                                .toList(),
                        words);
            }
            default -> words.say("reply.help");
        };
    }

    /** What is meant; without a code the newest message to that number of which something is open. */
    private List<String> topics(String from, SmsCommand command, List<ReplyCode> told) {
        Integer number = command.code();
        if (number != null) {
            return codes.find(from, number).map(ReplyCode::topics).orElse(List.of());
        }
        return told.stream()
                .filter(code -> code.topics().stream().anyMatch(topic -> outbox.isOpen(CHANNEL, topic, from)))
                .findFirst()
                .map(ReplyCode::topics)
                .orElse(List.of());
    }

    private Answer carryOut(String from, SmsCommand command, String topic, Responses answering) {
        String who = people.whose(CHANNEL, from).map(Person::name).orElse(from);
        return switch (command.action()) {
            case ESCALATE -> answering.escalate(topic, who, CHANNEL);
            case SILENCE -> answering.silence(topic, command.length(), who, CHANNEL);
            default -> answering.acknowledge(topic, who, CHANNEL);
        };
    }

    private static String text(Collection<Answer> answers, Words words) {
        List<String> texts = new ArrayList<>(
                answers.stream().filter(Answer::done).map(Answer::text).toList());
        answers.stream().filter(answer -> !answer.done()).map(Answer::text).forEach(texts::add);
        long done = answers.stream().filter(Answer::done).count();
        return answers.size() == 1 ? texts.get(0) : words.say("reply.several", done, answers.size(), texts.get(0));
    }

    private Optional<String> limited(String from, String answer) {
        Instant now = clock.instant();
        List<Instant> before = answered.computeIfAbsent(from, number -> new ArrayList<>());
        before.removeIf(at -> !at.isAfter(now.minus(Duration.ofHours(1))));
        if (before.size() >= MOST_ANSWERS) {
            LOG.info("Text message not answered, too many answers to={}", from);
            return Optional.empty();
        }
        before.add(now);
        return Optional.of(answer);
    }
}
