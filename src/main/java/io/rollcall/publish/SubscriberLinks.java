package io.rollcall.publish;

import io.rollcall.access.Keys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The links in messages to subscribers, each signed for one of them: whoever got the message needs no login. They hold no
 * address. Thread-safe.
 */
public final class SubscriberLinks {
    /** Where links lead, below the public address. */
    public static final String PATH = "/status/subscription/";

    private final Supplier<byte[]> key;
    private final String base;

    /** What a link does. */
    public enum Action {
        CONFIRM("c"),
        LEAVE("l");

        private final String letter;

        Action(String letter) {
            this.letter = letter;
        }
    }

    /** A link of ours. */
    public record Link(Action action, String subscriber) {}

    /** @param key secret; asked for when the first link is made or followed */
    public SubscriberLinks(Supplier<byte[]> key, URI publicUrl) {
        this.key = key;
        this.base = publicUrl.toString().replaceAll("/+$", "");
    }

    /** Where everybody looks how things are. */
    public String page() {
        return base + "/status";
    }

    /** The whole address. */
    public String address(Action action, Subscriber subscriber) {
        return base + PATH + token(new Link(action, subscriber.id()));
    }

    String token(Link link) {
        String text = link.action().letter + "." + link.subscriber();
        return text + "." + signature(text);
    }

    /** What we once signed; empty for anything else, however similar. */
    public Optional<Link> read(String token) {
        for (Action action : Action.values()) {
            int end = token.lastIndexOf('.');
            if (token.startsWith(action.letter + ".") && end > 2) {
                Link link = new Link(action, token.substring(2, end));
                boolean ours = MessageDigest.isEqual(bytes(token(link)), bytes(token));
                return ours ? Optional.of(link) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Said to be for this, so that no other text that is signed with the same key can stand here. */
    private String signature(String text) {
        return Keys.signature(key.get(), bytes("status-page " + text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
