package io.rollcall.probe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of the form {@code scheme://user:password@host:port/path?query}, taken apart. More lenient than
 * {@link java.net.URI}: a password may hold characters that ought to be percent-encoded.
 *
 * @param user decoded, or null; empty when only a password is given
 * @param password decoded, or null
 * @param port or -1
 * @param path without the first slash, or empty
 * @param query without the question mark, or empty
 */
record Address(
        String scheme,
        @Nullable String user,
        @Nullable String password,
        String host,
        int port,
        String path,
        String query) {
    private static final Pattern FORM = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://((?<info>[^/?#]*)@)?"
            + "(?<host>\\[[^\\]]+\\]|[^:/?#@]+)(:(?<port>\\d{1,5}))?(/(?<path>[^?#]*))?(\\?(?<query>.*))?");

    /** Throws IllegalArgumentException, without the text, when it is no such address. */
    static Address of(String text) {
        Matcher found = FORM.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("Parameter url is not of the form scheme://host:port/path");
        }
        String info = found.group("info");
        int colon = info == null ? -1 : info.indexOf(':');
        return new Address(
                found.group("scheme"),
                info == null ? null : decoded(colon < 0 ? info : info.substring(0, colon)),
                info == null || colon < 0 ? null : decoded(info.substring(colon + 1)),
                found.group("host"),
                found.group("port") == null ? -1 : Integer.parseInt(found.group("port")),
                found.group("path") == null ? "" : found.group("path"),
                found.group("query") == null ? "" : found.group("query"));
    }

    int portOr(int usual) {
        return port < 0 ? usual : port;
    }

    private static String decoded(String text) {
        try {
            // Outside of forms a plus sign is a plus sign.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }
}
