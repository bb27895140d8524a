package io.rollcall.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.HandSetClock;
import io.rollcall.publish.Address.Browser;
import io.rollcall.publish.Address.Mailbox;
import io.rollcall.publish.SubscriberLinks.Action;
import io.rollcall.publish.SubscriberLinks.Link;
import io.rollcall.push.Device;
import io.rollcall.store.JournalEntry;
import io.rollcall.words.Language;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribersTest {
    private static final Mailbox ANN = new Mailbox("ann@example.com");
    private static final Address PHONE = device("keys");

    private final List<JournalEntry> journal = new ArrayList<>();
    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Subscribers subscribers = new Subscribers(journal::addAll, clock);

    private Subscriber ask(String... components) {
        return subscribers.ask(ANN, Language.EN, Set.of(components)).orElseThrow();
    }

    @Test
    void nobody_is_told_anything_before_the_owner_of_the_address_says_so() {
        Subscriber ann = ask("pay");
        assertThat(subscribers.wanting(Way.EMAIL, Set.of())).isEmpty();
        assertThat(subscribers.confirm(ann.id())).isPresent();
        assertThat(subscribers.wanting(Way.EMAIL, Set.of("pay", "x"))).containsExactly(ann.id());
        assertThat(subscribers.wanting(Way.EMAIL, Set.of())).containsExactly(ann.id());
        assertThat(subscribers.wanting(Way.EMAIL, Set.of("news"))).isEmpty();
        assertThat(subscribers.counts()).isEqualTo(new Subscribers.Counts(1, 0, 0));
    }

    @Test
    void an_address_is_asked_three_times_a_day_and_not_twice_in_ten_minutes() {
        ask();
        assertThat(subscribers.ask(ANN, Language.EN, Set.of())).isEmpty();
        clock.advance(Duration.ofMinutes(10));
        ask();
        clock.advance(Duration.ofMinutes(10));
        ask();
        clock.advance(Duration.ofHours(1));
        assertThat(subscribers.ask(ANN, Language.EN, Set.of())).isEmpty();
        assertThat(subscribers.ask(new Mailbox("bert@example.com"), Language.EN, Set.of()))
                .isPresent();
        clock.advance(Duration.ofHours(23));
        ask();
    }

    @Test
    void who_does_not_confirm_in_a_day_is_forgotten_with_his_address() {
        Subscriber ann = ask();
        clock.advance(Duration.ofHours(24));
        assertThat(subscribers.confirm(ann.id())).isEmpty();
        assertThat(subscribers.counts()).isEqualTo(new Subscribers.Counts(0, 0, 0));
        SubscriberEntry last = (SubscriberEntry) journal.get(journal.size() - 1);
        assertThat(last.removed()).isTrue();
        assertThat(last.email()).isNull();
    }

    @Test
    void a_second_subscription_takes_the_place_of_the_first() {
        Subscriber first = ask("pay");
        subscribers.confirm(first.id());
        Subscriber second = ask("news");
        assertThat(subscribers.wanting(Way.EMAIL, Set.of("pay"))).containsExactly(first.id());
        subscribers.confirm(second.id());
        assertThat(subscribers.wanting(Way.EMAIL, Set.of("pay"))).isEmpty();
        assertThat(subscribers.wanting(Way.EMAIL, Set.of("news"))).containsExactly(second.id());
        assertThat(subscribers.removeAddress(ANN.key())).isEqualTo(1);
        assertThat(subscribers.removeAddress(ANN.key())).isZero();
    }

    @Test
    void who_left_while_the_database_was_away_does_not_come_back_with_it() {
        Subscriber ann = ask();
        subscribers.confirm(ann.id());
        SubscriberEntry known = (SubscriberEntry) journal.get(1);
        Subscribers again = new Subscribers(entries -> {}, clock);
        journal.forEach(entry -> again.restore(List.of((SubscriberEntry) entry)));
        assertThat(again.remove(ann.id())).isTrue();
        again.complete(List.of(known));
        assertThat(again.counts()).isEqualTo(new Subscribers.Counts(0, 0, 0));
    }

    private static Address device(String keys) {
        return new Browser(new Device(URI.create("https://push.example.com/secret-part"), keys, keys));
    }

    @Test
    void a_device_is_told_once_its_first_message_was_read_and_changes_what_it_wants_without_another() {
        Subscriber phone = subscribers.ask(PHONE, Language.EN, Set.of("pay")).orElseThrow();
        assertThat(subscribers.ask(PHONE, Language.EN, Set.of("news"))).isEmpty();
        assertThat(subscribers.wanting(Way.PUSH, Set.of())).isEmpty();
        subscribers.confirm(phone.id());
        assertThat(subscribers.wanting(Way.PUSH, Set.of("news"))).containsExactly(phone.id());
        assertThat(subscribers.wanting(Way.EMAIL, Set.of("news"))).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(subscribers.ask(PHONE, Language.DE, Set.of("pay"))).isEmpty();
        int written = journal.size();
        assertThat(subscribers.ask(PHONE, Language.DE, Set.of("pay"))).isEmpty();
        assertThat(journal).as("nothing new is nothing to keep").hasSize(written);
        assertThat(subscribers.counts()).isEqualTo(new Subscribers.Counts(1, 1, 0));
        assertThat(journal + PHONE.toString() + phone).doesNotContain("secret-part", "keys");

        Subscribers again = new Subscribers(entries -> {}, clock);
        journal.forEach(entry -> again.restore(List.of((SubscriberEntry) entry)));
        again.complete(List.of((SubscriberEntry) journal.get(0)));
        assertThat(again.wanting(Way.PUSH, Set.of("pay"))).containsExactly(phone.id());
        assertThat(again.at(PHONE.key())).map(Subscriber::language).contains(Language.DE);
    }

    @Test
    void who_knows_the_address_of_a_device_and_not_its_keys_changes_nothing() {
        Subscriber phone = subscribers.ask(PHONE, Language.EN, Set.of("pay")).orElseThrow();
        subscribers.confirm(phone.id());
        Subscriber other =
                subscribers.ask(device("others"), Language.EN, Set.of()).orElseThrow();
        assertThat(subscribers.wanting(Way.PUSH, Set.of())).containsExactly(phone.id());
        assertThat(subscribers.at(PHONE.key()))
                .contains(subscribers.find(phone.id()).orElseThrow());
        subscribers.confirm(other.id());
        assertThat(subscribers.wanting(Way.PUSH, Set.of())).containsExactly(other.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@",
                "@example.com",
                "ann@localhost",
                "ann@example.com\r\nBcc: all@example.com",
                "ann@example.com,bert@example.com",
                "Ann <ann@example.com>",
                "\"a b\"@example.com",
                "ann@exa mple.com",
                "a..b@example.com",
                "ann@-example.com",
                "ann@127.0.0.1",
                "ann@[127.0.0.1]",
                "ann%0d%0a@example.com\n",
                "ann@example.com?cc=x@example.com",
                "änn@example.com"
            })
    void what_is_not_one_address_is_refused(String text) {
        assertThat(Mailbox.of(text).map(Mailbox::email))
                .isEqualTo(text.startsWith("ann%0d") ? Optional.of("ann%0d%0a@example.com") : Optional.empty());
    }

    @Test
    void an_address_is_the_same_however_it_is_written_and_is_in_no_text() {
        assertThat(Mailbox.of(" Ann.B+x@Example.COM ")).contains(new Mailbox("ann.b+x@example.com"));
        assertThat(ask().toString() + journal.get(0)).doesNotContain("example.com");
    }

    @Test
    void only_what_we_signed_is_a_link() {
        byte[] key = "a key of the test".getBytes(StandardCharsets.UTF_8);
        SubscriberLinks links = new SubscriberLinks(() -> key, URI.create("https://status.example.com/"));
        Subscriber ann = ask();
        String address = links.address(Action.LEAVE, ann);
        assertThat(address).startsWith("https://status.example.com/status/subscription/l.");
        String token = address.substring(address.lastIndexOf('/') + 1);
        assertThat(links.read(token)).contains(new Link(Action.LEAVE, ann.id()));
        assertThat(links.read("c" + token.substring(1))).isEmpty();
        assertThat(links.read(token.replace(ann.id(), "x"))).isEmpty();
        assertThat(links.read(token + "x")).isEmpty();
        assertThat(links.read("l..")).isEmpty();
        assertThat(links.read("")).isEmpty();
    }
}
