package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.access.Keys;
import io.rollcall.notify.AnswerLink.Action;
import io.rollcall.words.Words;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Links by which whoever got an email answers it without a login: what a link does is signed (HMAC-SHA256) and ceases to
 * work after a day. Thread-safe.
 */
public final class AnswerLinks {
    /** Where links lead, below the public address. */
    public static final String PATH = "/api/answer/";

    private static final Duration LIFE = Duration.ofHours(24);
    /** Addresses of a message about more would be longer than mail programs bear. */
    private static final int MOST_TOPICS = 10;

    private static final int WHAT = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private final Supplier<byte[]> key;
    private final URI publicUrl;
    private final Clock clock;

    /** One link, and what it says. */
    record Link(String words, String address) {}

    /** @param key secret; asked for when the first link is made or followed */
    public AnswerLinks(Supplier<byte[]> key, URI publicUrl, Clock clock) {
        this.key = key;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** The links in an English email. */
    List<Link> of(Notification email, String headline) {
        return of(email, headline, Words.english());
    }

    /** The links in an email; none when nothing fires any more, or it is about very much. */
    List<Link> of(Notification email, String headline, Words words) {
        List<String> topics = email.topics();
        if (!email.firing() || topics.size() > MOST_TOPICS) {
            return List.of();
        }
        long expires = clock.instant().plus(LIFE).getEpochSecond();
        String base = publicUrl.toString().replaceAll("/+$", "") + PATH;
        return Arrays.stream(Action.values())
                .map(action -> new AnswerLink(action, Text.cut(headline, WHAT), topics, email.recipient(), expires))
                .map(link -> new Link(words.say(link.action().key()), base + token(link)))
                .toList();
    }

    /** What the link does and our signature, as an address can hold them. */
    String token(AnswerLink link) {
        try {
            byte[] text = JSON.writeValueAsBytes(link);
            return encode(text) + "." + signature(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A link can always be written", e);
        }
    }

    /** What we once signed, also when it has expired; empty for anything else, however similar. */
    Optional<AnswerLink> read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(parts[0]);
            return MessageDigest.isEqual(ascii(signature(text)), ascii(parts[1]))
                    ? Optional.of(JSON.readValue(text, AnswerLink.class))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String signature(byte[] text) {
        return Keys.signature(key.get(), text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
