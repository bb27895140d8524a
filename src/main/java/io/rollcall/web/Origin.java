package io.rollcall.web;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From which page a browser calls: ours, or another one that uses our cookie.
 *
 * @param site what {@code Sec-Fetch-Site} says, which no script can change; null from old browsers and programs
 * @param origin what {@code Origin} says; null where there is none
 * @param host what was asked for
 */
record Origin(@Nullable String site, @Nullable String origin, @Nullable String host) {
    /** True unless the browser says that it is another page. */
    boolean ours(String publicUrl) {
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        return origin == null || authority(origin).equals(host) || origin.equals(origin(publicUrl));
    }

    private static String authority(String origin) {
        int begin = origin.indexOf("://");
        return begin < 0 ? "" : origin.substring(begin + 3).toLowerCase(Locale.ROOT);
    }

    private static String origin(String url) {
        URI address = URI.create(url);
        return address.getScheme() + "://" + Objects.toString(address.getAuthority(), "");
    }
}
