package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.alert.Alert;
import io.rollcall.alert.Severity;
import io.rollcall.group.Notice;
import io.rollcall.group.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recipient gets so many messages in so long; what is over waits and becomes one. */
class RecipientLimitTest extends OutboxScene {
    private static final String NUMBER = "+4915100000002";

    @BeforeEach
    void limit() {
        outbox = outbox(limited("1/1m,5/15m"));
    }

    @Test
    void the_first_alarm_after_quiet_goes_at_once_and_what_follows_becomes_one_message() {
        enqueue(alarm("one", Severity.CRITICAL), "sms");
        assertThat(deliverAll()).singleElement().satisfies(sms -> assertThat(sms.further())
                .isEmpty());
        enqueue(alarm("two", Severity.WARNING), "sms");
        enqueue(alarm("three", Severity.CRITICAL), "sms");
        enqueue(Alerts.alert("one", Severity.CRITICAL, false, null), "sms");

        clock.advance(Duration.ofSeconds(59));
        assertThat(outbox.due()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        List<Notification> sent = deliverAll();

        assertThat(sent).singleElement().satisfies(sms -> {
            assertThat(sms.notice().alerts()).extracting(Alert::rule).containsExactly("three", "two", "one");
            assertThat(sms.topics()).containsExactly("three/stripe", "one/stripe", "two/stripe");
        });
        assertThat(sms().text(sent.get(0).notice(), 160))
                .startsWith("(CRITICAL) 2 are down: Stripe Payment Gateway. 2 fire, the worst since ")
                .contains("; 1 has ended. https://");
        assertThat(states()).containsOnly(NotificationState.SENT).hasSize(4);
        assertThat(outbox.counts("sms")).isEqualTo(new ChannelCounts(2, 0, 0, 0));
    }

    @Test
    void two_hundred_alerts_in_a_minute_are_a_few_messages() {
        int messages = 0;
        for (int second = 0; second < 200; second++) {
            enqueue(alarm("rule-" + second, Severity.CRITICAL), "sms");
            clock.advance(Duration.ofMillis(300));
            messages += deliverAll().size();
        }
        clock.advance(Duration.ofMinutes(1));
        List<Notification> rest = deliverAll();

        assertThat(messages).isEqualTo(1);
        assertThat(rest).singleElement().satisfies(sms -> assertThat(
                        sms.notice().alerts().size() + sms.notice().more())
                .isEqualTo(199));
        assertThat(states()).containsOnly(NotificationState.SENT).hasSize(200);
    }

    @Test
    void where_there_is_room_each_topic_gets_its_own_message() {
        outbox = outbox(limited("3/1m"));
        enqueue(alarm("one", Severity.CRITICAL), "sms");
        enqueue(alarm("two", Severity.CRITICAL), "sms");
        assertThat(deliverAll()).hasSize(2);
        enqueue(alarm("three", Severity.CRITICAL), "sms");
        enqueue(alarm("four", Severity.CRITICAL), "sms");
        assertThat(deliverAll()).singleElement().satisfies(sms -> assertThat(sms.topics())
                .hasSize(2));
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void what_was_sent_before_a_restart_counts_once_for_each_message() {
        enqueue(alarm("one", Severity.CRITICAL), "sms");
        enqueue(alarm("two", Severity.CRITICAL), "sms");
        List<Notification> before = deliverAll();
        outbox = outbox(limited("2/1m"));
        outbox.restore(latest());
        outbox.restoreSent(
                List.of(new SentMessage("sms", NUMBER, "SM of " + before.get(0).id(), clock.instant())));
        enqueue(alarm("three", Severity.CRITICAL), "sms");
        assertThat(deliverAll()).hasSize(1);
        enqueue(alarm("four", Severity.CRITICAL), "sms");
        assertThat(outbox.due()).isEmpty();
    }

    @Test
    void a_bundle_that_fails_is_tried_again_with_what_has_come_since() {
        outbox = outbox(limited("1/1m"));
        enqueue(alarm("one", Severity.CRITICAL), "sms");
        enqueue(alarm("two", Severity.CRITICAL), "sms");
        Notification first = outbox.due().get(0);
        outbox.failed(first, DeliveryFailure.passing("HTTP 503"));
        enqueue(alarm("three", Severity.CRITICAL), "sms");
        clock.advance(Duration.ofSeconds(2));
        List<Notification> again = deliverAll();

        assertThat(again).singleElement().satisfies(sms -> {
            assertThat(sms.topics()).hasSize(3);
            assertThat(sms.id()).isNotEqualTo(first.id());
        });
        outbox.delivered(first, "late");
        assertThat(outbox.counts("sms")).isEqualTo(new ChannelCounts(1, 1, 0, 0));
    }

    @Test
    void a_bundle_that_is_refused_is_given_up_in_all_its_parts() {
        enqueue(alarm("one", Severity.CRITICAL), "sms");
        enqueue(alarm("two", Severity.CRITICAL), "sms");
        outbox.failed(outbox.due().get(0), DeliveryFailure.permanent("no such number"));

        assertThat(states()).containsExactly(NotificationState.DEAD, NotificationState.DEAD);
    }

    @Test
    void an_alert_that_two_receivers_tell_is_told_once_in_a_bundle() {
        take("sms", Alerts.notice("a", Reason.FIRST, alarm("one", Severity.CRITICAL)));
        take("sms", Alerts.notice("b", Reason.MORE, alarm("one", Severity.CRITICAL)));
        Notice notice = deliverAll().get(0).notice();

        assertThat(notice.alerts()).hasSize(1);
        assertThat(notice.reason()).isEqualTo(Reason.FIRST);
    }

    /** Twilio calls each message by a name of its own. */
    @Override
    List<Notification> deliverAll() {
        List<Notification> due = outbox.due();
        due.forEach(sms -> outbox.delivered(sms, "SM of " + sms.id()));
        return due;
    }

    static ChannelSettings limited(String limits) {
        ChannelSettings all = Alerts.settings();
        TwilioSettings some = Objects.requireNonNull(all.twilio());
        TwilioSettings twilio = new TwilioSettings(
                some.accountSid(),
                some.authToken(),
                some.from(),
                List.of(NUMBER),
                some.url(),
                RecipientLimit.parse("rollcall.sms.limits", limits),
                false,
                false);
        return new ChannelSettings(all.slack(), all.mail(), twilio, all.pagerDuty(), null, null, null);
    }

    private static SmsMessage sms() {
        return new SmsMessage(Alerts.settings().twilio(), URI.create("https://rollcall.example.com"), Alerts.codes());
    }

    private static Alert alarm(String rule, Severity severity) {
        return Alerts.alert(rule, severity, true, "x");
    }
}
