package io.rollcall.integration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What connects this machine to everything that is not on it: an integration of the kind {@code connectivity}. */
final class Uplink {
    private static final String KIND = "connectivity";
    private static final Pattern HOST =
            Pattern.compile("(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]*://(?:[^@/?#]*@)?(\\[[^]]+]|[^:/?#,;]+).*");
    private static final Pattern OWN = Pattern.compile("(?i)(.+\\.)?localhost\\.?|127\\..*|\\[?(0*:)*:?0*1]?");

    private Uplink() {}

    static boolean is(Integration integration) {
        return integration.kind().equals(KIND);
    }

    /** True when it has an address, in its parameters {@code host} or {@code url}, and that is on another machine. */
    static boolean isBeyond(Integration integration) {
        if (is(integration)) {
            return false;
        }
        String host = integration.parameter("host");
        String url = integration.parameter("url");
        if (host == null && url != null) {
            Matcher found = HOST.matcher(url);
            host = found.matches() ? found.group(1) : null;
        }
        return host != null && !OWN.matcher(host).matches();
    }
}
