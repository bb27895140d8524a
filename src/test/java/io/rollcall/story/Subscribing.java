package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.store.Sql;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ann wants to know by email of what she buys, in German, and leaves; Bert comes and stays. Whoever asks learns nothing of
 * them. Each step counts on those before it.
 */
final class Subscribing {
    private static final String ADDRESSES = "SELECT count(*) FROM notification WHERE channel = 'subscribers' "
            + "AND notice::text || recipient LIKE '%example.com%'";

    private final Scene scene;
    private final Sql sql;
    private final HttpClient client = HttpClient.newHttpClient();

    Subscribing(Scene scene, Sql sql) {
        this.scene = scene;
        this.sql = sql;
    }

    void come() throws Exception {
        assertThat(send(get("/status")).body()).contains("<a href=\"/status/subscribe\">");
        assertThat(send(get("/status/subscribe")).body())
                .contains("name=\"c-buying\"", "Buying &amp; &lt;b&gt;paying&lt;/b&gt;")
                .doesNotContain("<b>", "http-equiv");
        assertThat(ask("email=ann%40example.com%0d%0aBcc:x%40example.com").statusCode())
                .isEqualTo(400);
        HttpResponse<String> trapped = ask("email=trap%40example.com&website=x");
        HttpResponse<String> first = ask("email=Ann%40Example.com&c-buying=1&c-secret=1");
        HttpResponse<String> second = ask("email=ann%40example.com");
        assertThat(second.body()).isEqualTo(first.body()).isEqualTo(trapped.body());
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(send(form("/status/subscribe", "email=x%40example.com")
                                .header("Origin", "https://evil.example.com")
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        await().until(() -> mails().size() == 1);
        String confirm = path(mails().get(0), "Bestätigen: ");
        assertThat(send(get(confirm)).body()).contains("<form class=\"panel ask\" method=\"post\">");
        assertThat(Tables.value(sql, "SELECT count(*) FROM subscriber WHERE confirmed_at IS NOT NULL"))
                .isEqualTo("0");
        assertThat(send(form(confirm, "")).body()).contains("Sie haben abonniert");
        assertThat(send(form(confirm + "x", "")).statusCode()).isEqualTo(404);
    }

    /** Something was told meanwhile. */
    void read() throws Exception {
        await().until(() -> mails().size() == 2);
        MimeMessage mail = mails().get(1);
        assertThat(mail.getSubject()).isEqualTo("Buying & <b>paying</b>: Wird beobachtet");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(text(mail)).contains("It is mended", "The bank is \"down\"");
        assertThat(Tables.value(sql, ADDRESSES)).isEqualTo("0");
        assertThat(scene.command("status-page", "subscribers").output())
                .isEqualTo("3 confirmed (2 on devices), 0 waiting\n");
    }

    /** What a browser says of its forms is believed. */
    void byBrowser(Chromium browser) throws IOException {
        Tab tab = browser.tab(390, 800);
        tab.prefers("dark", "de");
        tab.open(scene.address("/status/subscribe"), "document.querySelector('input[type=email]') !== null");
        assertThat(tab.barriers()).isEmpty();
        assertThat(tab.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        tab.value("document.querySelector('input[type=email]').value = 'carl@example.com'; "
                + "document.querySelector('.ask button').click(); true");
        tab.until("document.querySelector('h1').innerText === 'Sehen Sie in Ihr Postfach'");
        assertThat(tab.complaints()).isEmpty();
        await().until(() -> to(mails().get(mails().size() - 1)).equals("carl@example.com"));
    }

    /** The outage is over by now. */
    void leave() throws Exception {
        await().until(() -> last("ann@example.com").getSubject().endsWith(": Ausfall beendet"));
        String leave = last("ann@example.com").getHeader("List-Unsubscribe")[0].replaceAll("^<http://[^/]*|>$", "");
        assertThat(send(get(leave)).body()).contains("Abmelden?");
        for (int time = 0; time < 2; time++) {
            assertThat(send(form(leave, "List-Unsubscribe=One-Click")).statusCode())
                    .isEqualTo(200);
        }
        await().until(() -> Tables.value(sql, "SELECT count(*) FROM subscriber WHERE email LIKE 'ann@%'")
                .equals("0"));
        arrives("bert@example.com");
        assertThat(scene.command("status-page", "subscribers", "--remove", "carl@example.com")
                        .exit())
                .isZero();
        assertThat(scene.command("status-page", "subscribers", "--remove", "carl@example.com")
                        .output())
                .isEqualTo("There was none\n");
    }

    /** Somebody asks, gets a mail, and follows its link. */
    void arrives(String email) throws Exception {
        ask("email=" + email);
        await().until(() -> mails().stream().anyMatch(mail -> to(mail).equals(email)));
        assertThat(send(form(path(last(email), "Bestätigen: "), "")).body()).contains("Sie haben abonniert");
    }

    private MimeMessage last(String address) {
        return mails().stream()
                .filter(mail -> to(mail).equals(address))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private List<MimeMessage> mails() {
        return Arrays.stream(scene.mailbox.getReceivedMessages())
                .filter(mail -> !to(mail).equals(Scene.OPS))
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) throws Exception {
        return String.valueOf(((MimeMultipart) mail.getContent()).getBodyPart(0).getContent());
    }

    /** Where the link leads that these words stand before. */
    private static String path(MimeMessage mail, String words) throws Exception {
        Matcher link = Pattern.compile(words + "http://[^/\\s]+(/\\S+)").matcher(text(mail));
        assertThat(link.find()).as(text(mail)).isTrue();
        return link.group(1);
    }

    private HttpResponse<String> ask(String form) throws Exception {
        return send(form("/status/subscribe", form));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(scene.address(path));
    }

    private HttpRequest.Builder form(String path, String form) {
        return get(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.header("Accept-Language", "de").build(), HttpResponse.BodyHandlers.ofString());
    }
}
