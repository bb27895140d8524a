package io.rollcall.app;

import io.rollcall.alert.Alert;
import io.rollcall.group.MemberEntry;
import io.rollcall.group.RequestStore;
import io.rollcall.group.Responses.Answer;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.spelling.Nearest;
import io.rollcall.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers to alerts from outside the engine, by way of the database that it uses. */
public final class ResponseDesk {
    private static final long LOOK_MS = 200;

    private ResponseDesk() {}

    /**
     * What is asked.
     *
     * @param action {@code acknowledge}, {@code escalate} or {@code release}
     * @param target the key of an integration, a group's id, or an alert's fingerprint
     * @param rule of an integration's alerts only that of this rule, or null
     * @param who a name for people
     */
    public record Question(String action, String target, @Nullable String rule, String who) {}

    /**
     * What became of it for one topic.
     *
     * @param done false also while no engine has answered
     */
    public record Answered(String topic, boolean done, String text) {}

    /**
     * Asks, and waits for so long for the engine's answers.
     *
     * @throws InvalidConfigurationException when nothing that was told fires under that name
     * @throws StoreException when the database does not answer
     */
    public static List<Answered> ask(Settings settings, Question question, Duration patience)
            throws InterruptedException {
        try (Memory memory = Memory.open(settings)) {
            RequestStore store = memory.requests()
                    .orElseThrow(() -> new StoreException("The database is away", new IllegalStateException()));
            List<Answered> answers = new ArrayList<>();
            for (String topic : topics(question, memory.members())) {
                UUID id = store.ask(question.action(), topic, question.who());
                Answer answer = await(store, id, patience)
                        .orElse(new Answer(false, "Noted; no engine has answered yet. It is done once one runs."));
                answers.add(new Answered(topic, answer.done(), answer.text()));
            }
            return answers;
        }
    }

    private static Optional<Answer> await(RequestStore store, UUID id, Duration patience) throws InterruptedException {
        Optional<Answer> answer = store.answer(id);
        for (long waited = 0; answer.isEmpty() && waited < patience.toMillis(); waited += LOOK_MS) {
            // Nobody counts it down: it is a pause.
            boolean ended = new CountDownLatch(1).await(LOOK_MS, TimeUnit.MILLISECONDS);
            answer = ended ? Optional.empty() : store.answer(id);
        }
        return answer;
    }

    private static List<String> topics(Question question, List<MemberEntry> members) {
        List<MemberEntry> firing =
                members.stream().filter(member -> member.alert().firing()).toList();
        List<String> alerts = firing.stream()
                .map(MemberEntry::alert)
                .filter(alert -> alert.integration().equals(question.target()))
                .filter(alert -> question.rule() == null || alert.rule().equals(question.rule()))
                .map(Alert::fingerprint)
                .distinct()
                .toList();
        boolean topic = firing.stream()
                .flatMap(member -> Stream.of(member.group(), member.key()))
                .anyMatch(question.target()::equals);
        if (alerts.isEmpty() && !topic) {
            List<String> keys = firing.stream()
                    .map(member -> member.alert().integration())
                    .distinct()
                    .toList();
            String rule = question.rule() == null ? "" : " by rule '" + question.rule() + "'";
            String message = "nothing fires for '" + question.target() + "'" + rule
                    + Nearest.hint(question.target(), keys) + "; `rollcall alert list` shows what does";
            throw new InvalidConfigurationException(List.of(new Problem("alert", 0, null, message)));
        }
        return alerts.isEmpty() ? List.of(question.target()) : alerts;
    }
}
