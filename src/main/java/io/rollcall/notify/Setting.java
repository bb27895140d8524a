package io.rollcall.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** What settings must be; a message names the property, and never a value that may be secret. */
final class Setting {
    private Setting() {}

    static void present(String property, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " is empty");
        }
    }

    static void someOf(String property, List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(property + " is empty");
        }
    }

    /** The address; its text is not told when it is none, since it may be secret. */
    static URI uri(String property, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(property + " is not a valid address at character " + (e.getIndex() + 1));
        }
    }

    static void web(String property, URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new IllegalArgumentException(property + " must be an address that begins with https:// or http://");
        }
    }
}
