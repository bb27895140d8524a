package io.rollcall.access;

/**
 * Which paths are meant: segments as they are, {@code {name}} for any one segment, and {@code *} at the end for what is
 * there and everything below. Letters count as they are written, as the router has it.
 */
record PathPattern(String text) {
    private static final String BELOW = "/*";

    PathPattern {
        if (!text.startsWith("/") || text.contains("?") || text.contains("#") || text.contains("//")) {
            throw new IllegalArgumentException("'" + text + "' is no path; write one like /metrics or /api/alerts/*");
        }
        int star = text.indexOf('*');
        if (star >= 0 && (star != text.length() - 1 || !text.endsWith(BELOW))) {
            throw new IllegalArgumentException("'" + text + "': * stands for all that is below, so /* ends a path");
        }
    }

    /** Whether a path is meant, of which the router has resolved dots, double slashes and needless encodings. */
    boolean matches(String path) {
        boolean below = text.endsWith(BELOW);
        String[] wanted = segments(below ? text.substring(0, text.length() - BELOW.length()) : text);
        String[] given = segments(path);
        if (given.length < wanted.length || given.length > wanted.length && !below) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean any = wanted[i].startsWith("{") && !given[i].isEmpty();
            if (!any && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    /** One slash at the end makes no difference, as the router has it. */
    private static String[] segments(String path) {
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return whole.split("/", -1);
    }
}
