package io.rollcall.web;

import io.rollcall.access.Caller;
import io.rollcall.access.Role;
import io.rollcall.words.Words;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people read at the door: the form to log in, and why they do not get on. Whole without scripts. Immutable. */
final class DoorPages {
    static final String TYPE = "text/html; charset=utf-8";
    /** The one script lengthens the link to an identity provider by what follows {@code #}, which no server is told. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** Why somebody sees the form again: the session is over. */
    static final String ENDED = "ended";
    /** Why somebody sees the form again: he has logged out. */
    static final String OUT = "out";

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final String WRONG = " aria-invalid=\"true\" aria-describedby=\"said\"";
    private static final String FOCUS = " autofocus";

    private final String login = resource("login.html");
    private final String forbidden = resource("forbidden.html");
    private final String notFound = resource("not-found.html");

    /**
     * What the form shows.
     *
     * @param next where to go afterwards
     * @param name what was typed before
     * @param said key of the words that stand above it; empty for none
     * @param value of these words
     * @param wrong whether name or password are what is wrong
     */
    record Form(String next, String name, String said, String value, boolean wrong) {
        /** An empty one. */
        static Form of(String next, String said) {
            return new Form(next, "", said, "", false);
        }
    }

    /** Answers with one of these pages, where no endpoint does. */
    static void answer(RoutingContext context, int status, String page) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", TYPE)
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Accept, Accept-Language, Cookie")
                .end(page);
    }

    /** Where to go next: a path here, and never another site. */
    static String local(String wanted) {
        boolean local = wanted.startsWith("/")
                && !wanted.startsWith("//")
                && !wanted.startsWith("/login")
                && wanted.chars().allMatch(letter -> letter > ' ' && letter < 127 && letter != '\\');
        return local ? wanted : "/health";
    }

    /** @param byProvider whether there is an identity provider that lets people in too */
    String login(Reader reader, Form form, boolean byProvider) {
        Words words = Words.in(reader.language());
        String next = local(form.next());
        boolean typed = !form.name().isEmpty();
        String complaint = form.wrong() ? WRONG : "";
        return filled(
                login,
                reader,
                Map.of(
                        "title", text(words.say("door.log-in")),
                        "said", said(words, form),
                        "next", text(next),
                        "name", text(form.name()),
                        "name-label", text(words.say("door.name")),
                        "name-state", complaint + (typed ? "" : FOCUS),
                        "password-label", text(words.say("door.password")),
                        "password-state", complaint + (typed ? FOCUS : ""),
                        "provider", byProvider ? provider(words, next) : ""));
    }

    private static String said(Words words, Form form) {
        if (form.said().isEmpty()) {
            return "";
        }
        boolean calm = form.said().equals(ENDED) || form.said().equals(OUT);
        return "<p id=\"said\" " + (calm ? "role=\"status\"" : "class=\"wrong\" role=\"alert\"") + ">"
                + text(words.say("door." + form.said(), form.value())) + "</p>";
    }

    private static String provider(Words words, String next) {
        return "<a id=\"provider\" href=\"/login/oidc?next=" + encoded(next) + "\">" + text(words.say("door.provider"))
                + "</a>\n<script src=\"/assets/login.js\"></script>";
    }

    /** @param wanted what somebody asked for whose role is not enough */
    String forbidden(Reader reader, Caller caller, Role needed, String wanted) {
        Words words = Words.in(reader.language());
        String may = words.say("door.forbidden-to", caller.name(), caller.role().word(), needed.word());
        return filled(
                forbidden,
                reader,
                Map.of(
                        "title", text(words.say("door.forbidden")),
                        "what", text(may),
                        "advice", text(words.say("door.forbidden-advice")),
                        "dashboard", text(words.say("door.dashboard")),
                        "another", text(words.say("door.another")),
                        "next", encoded(local(wanted))));
    }

    /** Whatever somebody asked for, it is not here; the page does not repeat it. */
    String notFound(Reader reader) {
        Words words = Words.in(reader.language());
        return filled(
                notFound,
                reader,
                Map.of(
                        "title", text(words.say("door.not-found")),
                        "advice", text(words.say("door.not-found-advice")),
                        "dashboard", text(words.say("door.dashboard")),
                        "status-page", text(words.say("door.status-page"))));
    }

    /** All at once: what is filled in cannot name a place itself. */
    private static String filled(String page, Reader reader, Map<String, String> texts) {
        return PLACE.matcher(page)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group(1)) {
                            case "language" -> reader.language().code();
                            case "theme" -> reader.theme();
                            default -> Objects.requireNonNull(texts.get(place.group(1)), place.group());
                        }));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(String raw) {
        return StatusTable.text(raw).replace("'", "&#39;");
    }

    static String resource(String name) {
        try (InputStream in = DoorPages.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
