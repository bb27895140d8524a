package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.access.AccessTable;
import io.rollcall.access.Audit;
import io.rollcall.access.Caller;
import io.rollcall.access.Credentials;
import io.rollcall.access.Line;
import io.rollcall.access.Role;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything that is served, and lets through whoever may. It tells those behind it who calls, by headers that
 * nobody outside can set. Thread-safe; never waits.
 */
public final class AccessGuard implements Handler<RoutingContext> {
    /** The name of the user or token; absent when nobody is known. */
    public static final String CALLER = "RollcallCaller";
    /** The caller's role as a word. */
    public static final String ROLE = "RollcallRole";
    /** From where the call comes. */
    public static final String ADDRESS = "RollcallAddress";
    /** What a page of this session says at each change; only where a page asks for it. */
    static final String CSRF = "RollcallCsrf";

    /** In the data of a request's context: whether its caller would be let in again now. A BooleanSupplier. */
    static final String STILL_IN = "rollcall.still-in";

    static final String SESSION_PATH = "/api/session";
    private static final List<String> OURS = List.of(CALLER, ROLE, ADDRESS, CSRF);
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AccessTable table;
    private final Credentials credentials;
    private final Audit audit;
    private final Site site;
    private final ObjectMapper json;
    private final DoorPages doors = new DoorPages();

    /**
     * How Rollcall is reached.
     *
     * @param proxies addresses of proxies whose {@code X-Forwarded-For} is believed
     */
    public record Site(String publicUrl, SessionCookie cookie, Set<String> proxies) {}

    public AccessGuard(AccessTable table, Credentials credentials, Audit audit, Site site, ObjectMapper json) {
        this.table = table;
        this.credentials = credentials;
        this.audit = audit;
        this.site = site;
        this.json = json;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = request.headers();
        OURS.forEach(headers::remove);
        context.response().putHeader("X-Content-Type-Options", "nosniff");
        if (context.queryParams().names().stream()
                .anyMatch(name -> OURS.stream().anyMatch(name::equalsIgnoreCase))) {
            refuse(
                    context,
                    new Problem("Bad request", 400, "a parameter has a name that is not for callers", List.of()));
            return;
        }
        Line line = table.line(request.method().name(), context.normalizedPath());
        if (!table.takesForms(line) && isForm(headers)) {
            refuse(context, new Problem("Unsupported media type", 415, "is a form; send application/json", List.of()));
            return;
        }
        Proof proof = Proof.of(headers, site.cookie());
        Optional<Caller> caller = proof.caller(credentials);
        headers.set(ADDRESS, address(request));
        caller.ifPresent(known -> tell(context, proof, known));
        Role needed = line.role();
        if (needed == null || caller.isEmpty() && line.ownToken()) {
            context.next();
        } else if (caller.isEmpty()) {
            ask(context, proof);
        } else {
            admit(context, proof, caller.get(), needed);
        }
    }

    private static void tell(RoutingContext context, Proof proof, Caller known) {
        MultiMap headers = context.request().headers();
        headers.set(CALLER, known.name());
        headers.set(ROLE, known.role().word());
        if (known.session() && (isPage(context) || context.normalizedPath().equals(SESSION_PATH))) {
            headers.set(CSRF, proof.csrf());
        }
    }

    private void admit(RoutingContext context, Proof proof, Caller caller, Role needed) {
        HttpServerRequest request = context.request();
        MultiMap headers = request.headers();
        if (isChanging(request)) {
            context.addEndHandler(end -> note(context, caller));
        }
        String path = context.normalizedPath();
        if (!caller.may(needed, path) && caller.session() && isPage(context)) {
            forbid(context, caller, needed);
            return;
        }
        Problem problem = problem(context, proof, caller, needed);
        if (problem != null) {
            refuse(context, problem);
            return;
        }
        BooleanSupplier stillIn = () ->
                proof.caller(credentials).filter(same -> same.may(needed, path)).isPresent();
        context.put(STILL_IN, stillIn);
        // What opens doors goes no further than the door.
        headers.set("Cookie", site.cookie().without(Proof.cookies(headers))).remove("Authorization");
        context.response().putHeader("Cache-Control", "no-store");
        context.next();
    }

    private @Nullable Problem problem(RoutingContext context, Proof proof, Caller caller, Role needed) {
        MultiMap headers = context.request().headers();
        boolean changing = isChanging(context.request());
        if (!caller.may(needed, context.normalizedPath())) {
            String where = caller.path().equals(Caller.EVERYWHERE) ? "" : " below " + caller.path();
            return problem(
                    403,
                    "needs role " + needed.word() + "; " + caller.name() + " has "
                            + caller.role().word() + where);
        }
        boolean upgrading = headers.contains("Upgrade");
        if (caller.session() && (changing || upgrading) && !origin(headers).ours(site.publicUrl())) {
            return problem(403, "comes from a page of another site");
        }
        if (caller.session() && changing && !proof.isSaid(headers.get("X-CSRF-Token"))) {
            return problem(403, "needs header X-CSRF-Token with what GET " + SESSION_PATH + " answers as csrf");
        }
        return null;
    }

    private static boolean isForm(MultiMap headers) {
        return Objects.requireNonNullElse(headers.get("Content-Type"), "")
                .toLowerCase(Locale.ROOT)
                .contains("form");
    }

    private static boolean isChanging(HttpServerRequest request) {
        return !LOOKING.contains(request.method().name());
    }

    static Origin origin(MultiMap headers) {
        return new Origin(headers.get("Sec-Fetch-Site"), headers.get("Origin"), headers.get("Host"));
    }

    /** The last one in the list that is no proxy of ours: those before it may be invented. */
    private String address(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        String[] forwarded =
                String.join(",", request.headers().getAll("X-Forwarded-For")).split(",", -1);
        for (int i = forwarded.length - 1; i >= 0 && site.proxies().contains(address); i--) {
            address = forwarded[i].isBlank() ? address : forwarded[i].strip();
        }
        return address;
    }

    private void note(RoutingContext context, Caller caller) {
        String address = context.request().getHeader(ADDRESS);
        String method = context.request().method().name();
        Audit.Deed deed = new Audit.Deed(
                method,
                context.normalizedPath(),
                String.valueOf(context.response().getStatusCode()));
        context.vertx()
                .executeBlocking(
                        () -> {
                            audit.note(caller.name(), address, deed);
                            return deed;
                        },
                        false);
    }

    /** Sends a person to the login, and tells a program that it needs one. */
    private void ask(RoutingContext context, Proof proof) {
        if (proof.isAny() && !credentials.known()) {
            context.response().putHeader("Retry-After", "5");
            String detail = "who calls cannot be looked up while the database is away";
            refuse(context, new Problem("Service unavailable", 503, detail, List.of()));
        } else if (isPage(context)) {
            String next = URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8);
            String why = proof.session() == null ? "" : "why=" + DoorPages.ENDED + "&";
            context.response()
                    .setStatusCode(303)
                    .putHeader("Location", "/login?" + why + "next=" + next)
                    .putHeader("Cache-Control", "no-store")
                    .end();
        } else {
            String error = proof.bearer() == null ? "" : ", error=\"invalid_token\"";
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"rollcall\"" + error);
            String detail = "needs a login or a token that is neither wrong nor expired";
            refuse(context, new Problem("Unauthorized", 401, detail, List.of()));
        }
    }

    /** Tells a person what is missing, and the ways out. */
    private void forbid(RoutingContext context, Caller caller, Role needed) {
        String wanted = context.request().uri();
        DoorPages.answer(context, 403, doors.forbidden(reader(context), caller, needed, wanted));
    }

    /** Whether a person's browser asks for a page. */
    static boolean isPage(RoutingContext context) {
        String accept = Objects.requireNonNullElse(context.request().getHeader("Accept"), "");
        return context.request().method().name().equals("GET")
                && accept.contains("text/html")
                && !context.normalizedPath().startsWith("/api/");
    }

    private static Problem problem(int status, String detail) {
        return new Problem("Forbidden", status, detail, List.of());
    }

    static Reader reader(RoutingContext context) {
        MultiMap headers = context.request().headers();
        return Reader.of(Proof.cookies(headers), Objects.requireNonNullElse(headers.get("Accept-Language"), ""));
    }

    private void refuse(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(reader(context).in(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }
}
