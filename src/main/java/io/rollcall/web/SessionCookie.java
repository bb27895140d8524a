package io.rollcall.web;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that says who is logged in.
 *
 * @param https whether people reach Rollcall over https: then the cookie goes over nothing else, and no neighbouring host can
 *     set it (RFC 6265bis, prefix {@code __Host-})
 */
public record SessionCookie(boolean https) {
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    String name() {
        return https ? "__Host-rollcall" : "rollcall";
    }

    /** What a browser sent; null when it sent none. */
    @Nullable
    String read(@Nullable String header) {
        return read(header, name());
    }

    /** The cookies that a browser sent, but for this one. */
    String without(String header) {
        return Arrays.stream(header.split(";", -1))
                .map(String::strip)
                .filter(pair -> !pair.startsWith(name() + "="))
                .collect(Collectors.joining("; "));
    }

    static @Nullable String read(@Nullable String header, String name) {
        if (header != null) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return pair.substring(equals + 1).strip();
                }
            }
        }
        return null;
    }

    /** Sets it until the browser ends. */
    String set(String session) {
        return cookie(name(), session, "");
    }

    String clear() {
        return cookie(name(), "", "; Max-Age=0");
    }

    String cookie(String name, String value, String more) {
        return name + "=" + value + ATTRIBUTES + (https ? "; Secure" : "") + more;
    }
}
