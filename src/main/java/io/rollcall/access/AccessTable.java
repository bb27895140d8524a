package io.rollcall.access;

import static io.rollcall.access.Line.needs;
import static io.rollcall.access.Line.open;
import static io.rollcall.access.Line.ownTokenOr;
import static io.rollcall.access.Role.ADMIN;
import static io.rollcall.access.Role.OPERATOR;
import static io.rollcall.access.Role.VIEWER;

import java.util.ArrayList;
import java.util.List;

/** Who may call what over HTTP: the first line that covers a call decides, and what no line covers needs an admin. */
public final class AccessTable {
    private static final Line ALL_ELSE = needs(ADMIN, "*", "/*");

    private static final List<Line> PUBLIC = List.of(
            // Requirement 002-33: what everybody may see holds nothing about what is watched, but for the status page.
            open("GET", "/api/health"),
            open("GET", "/status/*"),
            open("GET", "/api/badges/*"),
            open("GET", "/assets/*"),
            open("GET", "/manifest.webmanifest"),
            open("GET", "/service-worker.js"),
            open("GET", "/favicon.ico"),
            open("GET", "/favicon.svg"),
            open("GET,POST", "/login/*"),
            open("GET", "/login.css"),
            open("POST", "/api/login"),
            open("POST", "/logout"),
            // These look at a token, a signature or a signed link of their own.
            open("GET", "/api/inbox"),
            open("POST", "/api/incoming/*"),
            open("POST", "/api/v2/alerts"),
            open("POST", "/v2/enqueue"),
            open("GET,POST", "/api/heartbeat/*"),
            open("POST", "/api/slack/*"),
            open("POST", "/api/twilio/*"),
            open("GET,POST", "/api/answer/*"),
            open("POST", "/status/subscribe"),
            open("POST", "/status/subscription/{token}"),
            open("POST", "/status/push"),
            open("DELETE", "/status/push/{id}"),
            open("GET,POST", "/api/cron/*"));

    private static final List<Line> GUARDED = List.of(
            needs(VIEWER, "GET", "/"),
            needs(VIEWER, "GET", "/health/*"),
            // Leads on to the one before.
            needs(VIEWER, "GET", "/dashboard"),
            needs(VIEWER, "GET", "/metrics"),
            needs(VIEWER, "GET", "/api"),
            needs(VIEWER, "GET", "/openapi.json"),
            needs(VIEWER, "GET", "/api/session"),
            // Whoever may look may be told, on a device of his own.
            ownTokenOr(VIEWER, "*", "/api/push/*"),
            needs(ADMIN, "GET", "/api/audit"),
            // Whoever may use these may make himself anything.
            needs(ADMIN, "*", "/api/users/*"),
            needs(ADMIN, "*", "/api/tokens/*"),
            // Addresses of integrations and people stand in it.
            needs(ADMIN, "GET", "/api/export"),
            needs(ADMIN, "POST", "/api/import"),
            needs(VIEWER, "GET", "/api/health/status"),
            needs(VIEWER, "GET", "/api/health/deployment"),
            needs(VIEWER, "GET", "/api/integrations/*"),
            needs(VIEWER, "GET", "/api/groups"),
            needs(VIEWER, "GET", "/api/dependencies"),
            needs(VIEWER, "GET", "/api/rules"),
            needs(VIEWER, "GET", "/api/alerts"),
            needs(VIEWER, "GET", "/alerts"),
            needs(VIEWER, "GET", "/silences"),
            needs(VIEWER, "GET", "/maintenance"),
            needs(VIEWER, "GET", "/dependencies"),
            needs(VIEWER, "GET", "/api/silences"),
            needs(VIEWER, "GET", "/api/silences/preview"),
            needs(VIEWER, "GET", "/api/maintenance"),
            needs(VIEWER, "GET", "/api/outages"),
            needs(VIEWER, "GET", "/api/uptime"),
            needs(VIEWER, "GET", "/api/response-times"),
            // Who is told what stands in them.
            needs(OPERATOR, "GET", "/api/notifications"),
            needs(OPERATOR, "GET", "/api/dead-letters"),
            needs(OPERATOR, "GET", "/api/alerts/explain"),
            needs(OPERATOR, "GET", "/api/inbox/messages"),
            needs(OPERATOR, "POST", "/api/inbox/read"),
            needs(OPERATOR, "POST", "/api/integrations/{key}/check"),
            needs(OPERATOR, "POST", "/api/integrations/{key}/pause"),
            needs(OPERATOR, "POST", "/api/integrations/{key}/resume"),
            needs(OPERATOR, "POST", "/api/integrations/{key}/breaker"),
            needs(OPERATOR, "POST", "/api/health/deployment"),
            needs(OPERATOR, "POST", "/api/alerts/*"),
            needs(OPERATOR, "POST", "/api/dead-letters/*"),
            needs(OPERATOR, "POST", "/api/silences"),
            needs(OPERATOR, "PUT,DELETE", "/api/silences/{id}"),
            needs(OPERATOR, "POST", "/api/maintenance"),
            needs(OPERATOR, "PUT,DELETE", "/api/maintenance/{id}"),
            needs(VIEWER, "GET", "/api/status-page/updates"),
            needs(OPERATOR, "POST", "/api/status-page/updates"),
            needs(OPERATOR, "PATCH,DELETE", "/api/status-page/updates/{id}"),
            needs(ADMIN, "*", "/api/status-page/subscribers/*"),
            // Messages lead here whoever is on call.
            needs(OPERATOR, "GET", "/dashboard/monitoring/integrations/{key}"),
            // Requirement 002-20: the dashboard of integrations is for admins.
            needs(ADMIN, "*", "/dashboard/*"),
            needs(ADMIN, "*", "/admin/*"),
            ALL_ELSE);

    private final List<Line> lines;

    /** @param opened what the owner opens */
    public AccessTable(List<Line> opened) {
        List<Line> all = new ArrayList<>(PUBLIC);
        all.addAll(opened);
        all.addAll(GUARDED);
        this.lines = List.copyOf(all);
    }

    /** The line that decides. The path must be the one that the router goes by. */
    public Line line(String method, String normalizedPath) {
        return lines.stream()
                .filter(line -> line.covers(method, normalizedPath))
                .findFirst()
                .orElse(ALL_ELSE);
    }

    /** Whether forms are taken there: Camel makes headers of their fields, which some endpoints take for the guard's. */
    public boolean takesForms(Line line) {
        return PUBLIC.contains(line);
    }
}
