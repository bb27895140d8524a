package io.rollcall.web;

import io.rollcall.access.Audit;
import io.rollcall.access.Credentials;
import io.rollcall.access.Login;
import io.rollcall.access.Login.Result;
import io.rollcall.access.Sessions;
import io.rollcall.web.DoorPages.Form;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The page on which people log in, and the way out. Works without scripts. Thread-safe. */
public final class LoginPages {
    private static final Set<String> REASONS = Set.of(DoorPages.ENDED, DoorPages.OUT);

    private final Login login;
    private final Sessions sessions;
    private final Credentials credentials;
    private final Audit audit;
    private final AccessGuard.Site site;
    private final boolean byProvider;
    private final DoorPages pages = new DoorPages();
    private final String style = DoorPages.resource("login.css");

    /** What it needs. */
    public record Parts(Login login, Sessions sessions, Credentials credentials, Audit audit) {}

    /** @param byProvider whether there is an identity provider that lets people in too */
    public LoginPages(Parts parts, AccessGuard.Site site, boolean byProvider) {
        this.byProvider = byProvider;
        this.login = parts.login();
        this.sessions = parts.sessions();
        this.credentials = parts.credentials();
        this.audit = parts.audit();
        this.site = site;
    }

    /** Asks for name and password. */
    public void page(Exchange exchange) {
        Message message = exchange.getMessage();
        String next = message.getHeader("next", "", String.class);
        String why = message.getHeader("why", "", String.class);
        show(message, 200, Form.of(next, REASONS.contains(why) ? why : ""));
    }

    /** How the page looks. */
    public void style(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "text/css; charset=utf-8");
        message.setHeader("Cache-Control", "max-age=3600");
        message.setBody(style);
    }

    /** Lets in whoever sent the form, or shows it again and says why. */
    public void login(Exchange exchange) {
        Message message = exchange.getMessage();
        try {
            HttpServerRequest request = message.getMandatoryBody(HttpServerRequest.class);
            PostedForm form = PostedForm.read(request);
            if (!AccessGuard.origin(request.headers()).ours(site.publicUrl())) {
                show(message, 403, Form.of("", "foreign"));
                return;
            }
            String before = site.cookie().read(message.getHeader("Cookie", String.class));
            String address = message.getHeader(AccessGuard.ADDRESS, "", String.class);
            Result result = login.attempt(form.text("username"), form.text("password"), address);
            answer(message, result, before, form);
        } catch (IOException | InvalidPayloadException e) {
            show(message, 400, Form.of("", "broken"));
        }
    }

    private void answer(Message message, Result result, @Nullable String before, PostedForm form) {
        String next = form.text("next");
        String name = form.text("username");
        if (result instanceof Result.Done done) {
            if (before != null) {
                sessions.end(before);
            }
            goTo(message, DoorPages.local(next), List.of(site.cookie().set(done.session())));
        } else if (result instanceof Result.Wait wait) {
            long seconds = seconds(wait.time());
            show(message, 429, new Form(next, name, "wait", String.valueOf(seconds), false));
            message.setHeader("Retry-After", seconds);
        } else if (result instanceof Result.Away) {
            show(message, 503, new Form(next, name, "away", "", false));
            message.setHeader("Retry-After", 60);
        } else {
            show(message, 401, new Form(next, name, "wrong", "", true));
        }
    }

    /** Ends the session, and shows the login. */
    public void logout(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        HttpServerRequest request = message.getMandatoryBody(HttpServerRequest.class);
        String session = site.cookie().read(message.getHeader("Cookie", String.class));
        if (session != null && AccessGuard.origin(request.headers()).ours(site.publicUrl())) {
            String address = message.getHeader(AccessGuard.ADDRESS, String.class);
            credentials
                    .bySession(session)
                    .ifPresent(caller ->
                            audit.note(caller.name(), address, new Audit.Deed("logout", caller.name(), "done")));
            sessions.end(session);
        }
        request.resume();
        String next = message.getHeader("next", "", String.class);
        String there = "/login?why=" + DoorPages.OUT
                + (next.isEmpty() ? "" : "&next=" + URLEncoder.encode(DoorPages.local(next), StandardCharsets.UTF_8));
        goTo(message, there, List.of(site.cookie().clear()));
    }

    static long seconds(Duration time) {
        return Math.max(1, (time.toMillis() + 999) / 1000);
    }

    static void goTo(Message message, String path, List<String> cookies) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 303);
        message.setHeader("Location", path);
        if (!cookies.isEmpty()) {
            message.setHeader("Set-Cookie", cookies);
        }
        message.setHeader("Cache-Control", "no-store");
        message.setBody("");
    }

    void show(Message message, int status, Form form) {
        Reader reader = Reader.of(
                message.getHeader("Cookie", "", String.class), message.getHeader("Accept-Language", "", String.class));
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, DoorPages.TYPE);
        message.setHeader("Content-Security-Policy", DoorPages.POLICY);
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("Referrer-Policy", "same-origin");
        message.setBody(pages.login(reader, form, byProvider));
    }
}
