package io.rollcall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.calendar.Calendars;
import io.rollcall.group.Notice;
import io.rollcall.notify.LinkAnswers.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Links in emails do what they say, once, for a day, and only as they were written. */
class LinkAnswersTest {
    private final HandSetClock clock = new HandSetClock(Alerts.START);
    private final AnswerLinks links = new AnswerLinks(() -> new byte[] {1, 2, 3}, Alerts.PUBLIC_URL, clock);
    private final List<String> asked = new ArrayList<>();
    private final List<UsedLink> kept = new ArrayList<>();
    private LinkAnswers answers = answers();

    @Test
    void an_alarm_has_three_links_and_an_end_none() {
        assertThat(links.of(email(Alerts.notice(Alerts.critical())), "down"))
                .extracting(AnswerLinks.Link::words)
                .containsExactly("Acknowledge", "Silence for 1 h", "Escalate");
        assertThat(links.of(email(Alerts.notice(Alerts.end())), "up")).isEmpty();
    }

    @Test
    void looking_changes_nothing_and_following_does_it_once() {
        String token = token(0, Alerts.notice(Alerts.critical()));
        assertThat(answers.look(token)).isEqualTo(new Page(200, "Acknowledge?", "down", "Acknowledge"));
        assertThat(asked).isEmpty();
        assertThat(answers.follow(token)).isEqualTo(new Page(200, "Done", "stripe-down/stripe done.", null));
        assertThat(answers.follow(token).title()).isEqualTo("This link was used before");
        assertThat(answers.look(token).status()).isEqualTo(410);
        assertThat(asked).containsExactly("acknowledge stripe-down/stripe Ann email");
        assertThat(answers.follow(token(1, Alerts.notice(Alerts.critical()))).title())
                .as("another button of the same mail")
                .isEqualTo("Done");
    }

    @Test
    void a_link_that_was_used_stays_used_after_a_restart() {
        String token = token(2, Alerts.notice(Alerts.critical()));
        answers.follow(token);
        answers = answers();
        answers.restore(kept);
        assertThat(answers.follow(token).status()).isEqualTo(410);
        assertThat(asked).containsExactly("escalate stripe-down/stripe Ann email");
    }

    @Test
    void what_changed_nothing_can_be_tried_again() {
        String token = token(0, Alerts.notice("gone", io.rollcall.group.Reason.FIRST, Alerts.critical()));
        assertThat(answers.follow(token).title()).isEqualTo("Nothing was changed");
        assertThat(answers.follow(token).text()).isEqualTo("gone has ended.");
    }

    @Test
    void after_a_day_it_has_expired() {
        String token = token(0, Alerts.notice(Alerts.critical()));
        clock.advance(Duration.ofHours(24));
        assertThat(answers.look(token).title()).isEqualTo("This link has expired");
        assertThat(answers.follow(token).status()).isEqualTo(410);
        assertThat(asked).isEmpty();
    }

    @Test
    void forged_and_changed_links_are_refused() {
        String token = token(0, Alerts.notice(Alerts.critical()));
        AnswerLinks stranger = new AnswerLinks(() -> new byte[] {9}, Alerts.PUBLIC_URL, clock);
        String forged = address(
                stranger.of(email(Alerts.notice(Alerts.critical())), "down").get(0));
        List<String> wrong =
                new ArrayList<>(List.of("", ".", "x", "null", token + ".", token + "A", forged, "%00", "ü.ü"));
        IntStream.range(0, token.length() - 1)
                .mapToObj(i -> token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1))
                .forEach(wrong::add);
        assertThat(wrong).allSatisfy(text -> {
            assertThat(answers.look(text).status()).isEqualTo(403);
            assertThat(answers.follow(text).title()).isEqualTo("This link is not valid");
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void a_message_about_very_much_has_no_links() {
        List<String> further =
                IntStream.range(0, 10).mapToObj(i -> "topic-" + i).toList();
        Notification email = new Notification(
                UUID.randomUUID(),
                "email",
                "a@example.com",
                Alerts.notice(Alerts.critical()),
                Alerts.START,
                null,
                further);
        assertThat(links.of(email, "down")).isEmpty();
    }

    private String token(int which, Notice notice) {
        return address(links.of(email(notice), "down").get(which));
    }

    private static String address(AnswerLinks.Link link) {
        return link.address().substring("https://rollcall.example.com/api/answer/".length());
    }

    private static Notification email(Notice notice) {
        return new Notification(UUID.randomUUID(), "email", "ann@example.com", notice, Alerts.START);
    }

    private LinkAnswers answers() {
        People people = new People(new Calendars());
        people.take(Map.of("ann", new Person("Ann", "ann@example.com", null)));
        return new LinkAnswers(
                links,
                people,
                new AskedResponses(asked),
                entries -> entries.forEach(entry -> kept.add((UsedLink) entry)),
                clock);
    }
}
