package io.rollcall.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.HandSetClock;
import io.rollcall.alert.Severity;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPushTest {
    private static final String ENDPOINT = "https://push.example.com/send/secret-part";

    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<SubscriptionEntry> journal = new ArrayList<>();
    private final Subscriptions subscriptions = subscriptions(false);

    private Subscriptions subscriptions(boolean privateAddresses) {
        return new Subscriptions(
                entries -> entries.forEach(entry -> journal.add((SubscriptionEntry) entry)), clock, privateAddresses);
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    @Test
    void the_example_of_rfc_8291_is_sealed_to_the_letter() throws Exception {
        byte[] sealed = Encryption.seal(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII),
                bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
                bytes("BTBZMqHH6r4Tts7J_aSIgg"),
                P256.pair(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                                + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void the_longest_message_is_4096_bytes_when_sealed_and_opens_again() throws Exception {
        Browser browser = new Browser();
        byte[] text = "x".repeat(Encryption.MOST_BYTES).getBytes(StandardCharsets.US_ASCII);
        byte[] sealed =
                subscriptions.add(draft(browser, ENDPOINT), null).device().seal(text);

        assertThat(sealed).hasSize(4096);
        assertThat(browser.open(sealed)).isEqualTo(text);
    }

    @Test
    void a_key_is_found_again_from_its_private_half_alone() {
        for (int i = 0; i < 20; i++) {
            VapidKey key = VapidKey.generate();
            assertThat(VapidKey.of("setting", key.privateKey()).publicKey()).isEqualTo(key.publicKey());
        }
    }

    @Test
    void a_key_that_is_not_set_is_made_once_and_only_its_owner_can_read_it(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("data/vapid.key");
        PushSettings settings = new PushSettings("", file, "mailto:ops@example.com", false);
        String made = new Vapid(settings, clock).publicKey();

        assertThat(new Vapid(settings, clock).publicKey()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String kept = Files.readString(file).strip();
        PushSettings set = new PushSettings(kept, folder.resolve("none"), "mailto:ops@example.com", false);
        assertThat(new Vapid(set, clock).publicKey()).isEqualTo(made);
        assertThat(set.toString()).doesNotContain(kept);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "secret",
                "se cret",
                "_____wAAAAD__________7zm-q2nF56E87nKwvxjJVH"
            })
    void a_key_that_is_none_is_refused_without_being_repeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushSettings(text, Path.of("key"), "mailto:ops@example.com", false))
                .withMessageStartingWith("rollcall.push.vapid-private-key")
                .withMessageNotContaining(text);
    }

    @Test
    void a_subject_that_no_push_service_takes_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushSettings("", Path.of("key"), "http://localhost:8080", false))
                .withMessageStartingWith("rollcall.push.vapid-subject");
    }

    @Test
    void subscribing_again_replaces_and_leaving_is_remembered() throws Exception {
        Browser browser = new Browser();
        Subscription first = subscriptions.add(draft(browser, ENDPOINT), null);
        clock.advance(Duration.ofSeconds(1));
        Subscription second = subscriptions.add(
                new Subscription.Draft(ENDPOINT, browser.key() + "=", browser.secret() + "==", Severity.CRITICAL),
                null);
        assertThat(second.id()).isEqualTo(first.id()).matches("[0-9a-f]{16}");
        assertThat(subscriptions.wanting(Severity.CRITICAL)).containsExactly(first.id());
        assertThat(subscriptions.wanting(Severity.WARNING)).isEmpty();

        Subscriptions restarted = subscriptions(false);
        restarted.restore(journal);
        assertThat(restarted.find(first.id())).map(Subscription::severity).contains(Severity.CRITICAL);

        clock.advance(Duration.ofSeconds(1));
        assertThat(restarted.remove(first.id())).isTrue();
        assertThat(restarted.remove(first.id())).isFalse();
        restarted.restore(List.of(journal.get(0)));
        assertThat(restarted.wanting(Severity.CRITICAL)).isEmpty();
        assertThat(journal.toString() + second).doesNotContain("secret-part", browser.secret(), browser.key());
    }

    @Test
    void a_key_off_the_curve_or_of_another_length_is_refused() throws Exception {
        byte[] off = bytes(new Browser().key());
        off[64] ^= 1;
        assertRefused("keys.p256dh must be a point on the curve", ENDPOINT, off, new byte[16]);
        assertRefused("keys.p256dh must be an uncompressed point", ENDPOINT, new byte[33], new byte[16]);
        assertRefused("keys.auth must be 16 bytes", ENDPOINT, bytes(new Browser().key()), new byte[15]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.com/secret",
                "http://localhost/secret",
                "ftp://push.example.com/secret",
                "https:///secret",
                "https://10.0.0.1/secret",
                "https://[::1]/secret",
                "https://127.1/secret",
                "https://database:5432/secret",
                "https://vault.internal/secret",
                "https://user:secret@push.example.com/",
                "https://push.example.com/ secret",
                "secret",
                ""
            })
    void an_endpoint_that_is_none_is_refused_without_being_repeated(String endpoint) throws Exception {
        assertRefused("endpoint", endpoint, bytes(new Browser().key()), new byte[16]);
    }

    @Test
    void this_machine_will_do_where_private_addresses_are_allowed() throws Exception {
        assertThat(subscriptions(true)
                        .add(draft(new Browser(), "http://127.0.0.1:1234/x"), null)
                        .device()
                        .endpoint())
                .isEqualTo(URI.create("http://127.0.0.1:1234/x"));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true", "2606:4700::1111, true", "127.0.0.1, false", "10.1.2.3, false", "172.16.0.1, false",
        "192.168.1.1, false", "169.254.169.254, false", "100.64.0.1, false", "0.0.0.1, false", "224.0.0.1, false",
        "255.255.255.255, false", "198.18.0.1, false", "192.0.0.1, false", "::1, false", "fe80::1, false",
        "fd00::1, false", "::ffff:10.0.0.1, false", "64:ff9b::a00:1, false", "2002:a00:1::1, false", "::, false"
    })
    void which_addresses_are_private(String address, boolean isPublic) throws Exception {
        assertThat(PushAddress.isPublic(InetAddress.getByName(address))).isEqualTo(isPublic);
    }

    private void assertRefused(String message, String endpoint, byte[] key, byte[] secret) {
        Base64.Encoder base64 = Base64.getUrlEncoder();
        Subscription.Draft draft = new Subscription.Draft(
                endpoint, base64.encodeToString(key), base64.encodeToString(secret), Severity.INFO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subscriptions.add(draft, null))
                .withMessageStartingWith(message)
                .withMessageNotContaining("secret");
        assertThat(journal).isEmpty();
    }

    private static Subscription.Draft draft(Browser browser, String endpoint) {
        return new Subscription.Draft(endpoint, browser.key(), browser.secret(), Severity.INFO);
    }
}
