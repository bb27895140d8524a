package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.calendar.Calendars;
import io.rollcall.words.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done when people answer text messages, and what they are told. */
class SmsRepliesTest extends OutboxScene {
    private static final String NUMBER = "+4915100000002";
    private static final String OTHER = "+4915100000003";

    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger sids = new AtomicInteger();
    private final List<ReplyCode> kept = new ArrayList<>();
    private ReplyCodes codes = codes();
    private SmsReplies replies;

    @BeforeEach
    void start() {
        outbox = outbox(RecipientLimitTest.limited("1/1m"));
        People people = new People(new Calendars());
        people.take(Map.of("ann", new Person("Ann", "ann@example.com", NUMBER)));
        replies = new SmsReplies(outbox, codes, people, new AskedResponses(asked), clock);
    }

    @Test
    void a_code_says_what_is_meant_and_without_one_it_is_the_newest_that_is_open() {
        tell("one");
        tell("two");

        assertThat(reply("ACK 1")).contains("one/stripe done.");
        assertThat(reply("ok")).contains("two/stripe done.");
        tell(Alerts.alert("two", Severity.CRITICAL, false, null));
        assertThat(reply("Bestätigt!")).contains("one/stripe done.");
        assertThat(asked)
                .containsExactly(
                        "acknowledge one/stripe Ann sms",
                        "acknowledge two/stripe Ann sms",
                        "acknowledge one/stripe Ann sms");
    }

    @Test
    void words_are_known_in_english_and_german_in_any_case_and_order() {
        tell("one");
        for (String text : List.of("escalate 1", "Eskalieren", " ESCALATE  #1.")) {
            reply(text);
        }
        assertThat(asked).containsOnly("escalate one/stripe Ann sms").hasSize(3);
        asked.clear();
        reply("stumm");
        reply("silence 1 30m");
        reply("Silence 2h, 1");
        assertThat(asked)
                .containsExactly("PT1H one/stripe Ann sms", "PT30M one/stripe Ann sms", "PT2H one/stripe Ann sms");
    }

    @Test
    void what_is_not_understood_changes_nothing_and_is_explained() {
        tell("one");
        assertThat(reply("please ack"))
                .get()
                .asString()
                .startsWith("Answer ACK 42")
                .hasSizeLessThanOrEqualTo(160);
        assertThat(reply("")).isPresent();
        assertThat(reply("ack 7")).get().asString().startsWith("There is no code 7.");
        assertThat(reply("ack 1 because I say so")).isPresent();
        assertThat(asked).isEmpty();
    }

    @Test
    void a_person_is_answered_in_the_own_language() {
        People people = new People(new Calendars());
        people.take(Map.of("ann", new Person("Ann", null, NUMBER, Language.DE)));
        replies = new SmsReplies(outbox, codes, people, new AskedResponses(asked), clock);
        tell("one");
        assertThat(reply("hä?"))
                .get()
                .asString()
                .startsWith("Antworten: ACK 42")
                .endsWith("der neueste Alarm.");
        assertThat(reply("ack 7")).get().asString().startsWith("Code 7 gibt es nicht. ");
        assertThat(reply("stopp")).contains("Sie bekommen keine SMS mehr. Mit START bekommen Sie sie wieder.");
    }

    @Test
    void who_was_told_nothing_is_not_heeded() {
        tell("one");
        assertThat(replies.take("SM", OTHER, "ack 1")).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void what_twilio_repeats_is_done_once() {
        tell("one");
        Optional<String> first = replies.take("SM1", NUMBER, "escalate");
        assertThat(replies.take("SM1", NUMBER, "escalate")).isEqualTo(first);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_number_gets_at_most_five_answers_an_hour_but_is_heeded() {
        tell("one");
        for (int i = 0; i < 5; i++) {
            assertThat(reply("ack")).isPresent();
        }
        assertThat(reply("ack")).isEmpty();
        assertThat(asked).hasSize(6);
        clock.advance(Duration.ofHours(1));
        assertThat(reply("ack")).isPresent();
    }

    @Test
    void stop_is_heeded_until_start_and_across_a_restart() {
        tell("one");
        assertThat(reply("STOP")).as("Twilio answers that itself").isEmpty();
        List<OptOut> wishes = List.of(new OptOut("sms", NUMBER, true, clock.instant()));
        enqueue(Alerts.alert("two", Severity.CRITICAL, true, "x"), "sms");
        assertThat(last().state()).isEqualTo(NotificationState.CANCELLED);
        assertThat(last().lastError()).isEqualTo("The recipient has answered STOP");
        outbox = outbox(RecipientLimitTest.limited("1/1m"));
        outbox.optOuts().restore(wishes);
        enqueue(Alerts.alert("three", Severity.CRITICAL, true, "x"), "sms");
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void start_resumes_and_stopp_is_answered_since_twilio_does_not_know_it() {
        tell("one");
        assertThat(reply("Stopp")).get().asString().contains("START");
        assertThat(outbox.optOuts().has("sms", NUMBER)).isTrue();
        assertThat(reply("start")).isEmpty();
        assertThat(outbox.optOuts().has("sms", NUMBER)).isFalse();
    }

    @Test
    void twilios_21610_means_the_same_as_stop() {
        enqueue(Alerts.alert("one", Severity.CRITICAL, true, "x"), "sms");
        String refusal = "{\"code\":21610,\"message\":\"Attempt to send to unsubscribed recipient\",\"status\":400}";
        outbox.failed(outbox.due().get(0), DeliveryFailure.of(400, Map.of(), refusal));

        assertThat(last().state()).isEqualTo(NotificationState.DEAD);
        assertThat(last().lastError()).isEqualTo("The recipient has answered STOP (21610)");
        assertThat(outbox.optOuts().has("sms", NUMBER)).isTrue();
    }

    @Test
    void one_code_stands_for_all_that_one_message_tells() {
        tell("one");
        enqueue(Alerts.alert("two", Severity.CRITICAL, true, "x"), "sms");
        enqueue(Alerts.alert("three", Severity.CRITICAL, true, "x"), "sms");
        send();

        assertThat(reply("ack 2")).get().asString().startsWith("2 of 2 done. ");
        assertThat(asked)
                .containsExactlyInAnyOrder("acknowledge two/stripe Ann sms", "acknowledge three/stripe Ann sms");
    }

    @Test
    void codes_are_the_same_for_the_same_go_on_after_a_restart_and_come_round() {
        assertThat(codes.code(NUMBER, List.of("a"))).isEqualTo(1);
        assertThat(codes.code(OTHER, List.of("b"))).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(codes.code(NUMBER, List.of("b"))).isEqualTo(2);
        assertThat(codes.code(NUMBER, List.of("a"))).isEqualTo(1);
        List<ReplyCode> before = List.copyOf(kept);
        codes = codes();
        codes.restore(before);
        assertThat(codes.find(NUMBER, 2).orElseThrow().topics()).containsExactly("b");
        assertThat(codes.code(NUMBER, List.of("c"))).isEqualTo(3);
        codes.restore(
                List.of(new ReplyCode(NUMBER, 999, List.of("z"), clock.instant().plusSeconds(9))));
        assertThat(codes.code(NUMBER, List.of("d"))).isEqualTo(1);
    }

    private void tell(String rule) {
        tell(Alerts.alert(rule, Severity.CRITICAL, true, "x"));
    }

    private void tell(Alert alert) {
        enqueue(alert, "sms");
        send();
    }

    /** As the route does: what is sent has a code, unless it is an end. */
    private void send() {
        clock.advance(Duration.ofMinutes(1));
        for (Notification sms : outbox.due()) {
            if (sms.firing()) {
                codes.code(sms.recipient(), sms.topics());
            }
            outbox.delivered(sms, "SM of " + sms.id());
        }
    }

    private Optional<String> reply(String text) {
        return replies.take("SM" + sids.incrementAndGet(), NUMBER, text);
    }

    private ReplyCodes codes() {
        return new ReplyCodes(entries -> entries.forEach(entry -> kept.add((ReplyCode) entry)), clock);
    }
}
