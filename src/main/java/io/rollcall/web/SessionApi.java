package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.access.Keys;
import io.rollcall.access.Login;
import io.rollcall.access.Login.Result;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Lets programs and pages log in, and tells them who they are. Thread-safe. */
public final class SessionApi {
    private final Login login;
    private final AccessGuard.Site site;
    private final ObjectMapper json;

    public SessionApi(Login login, AccessGuard.Site site, ObjectMapper json) {
        this.login = login;
        this.site = site;
        this.json = json;
    }

    /**
     * Who is logged in.
     *
     * @param csrf what header X-CSRF-Token must be at each change; null for tokens, which need none
     */
    public record Who(String user, String role, @Nullable String csrf) {}

    /** Tells who calls. */
    public void session(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        Who who = new Who(
                message.getHeader(AccessGuard.CALLER, "", String.class),
                message.getHeader(AccessGuard.ROLE, "", String.class),
                message.getHeader(AccessGuard.CSRF, String.class));
        answer(message, 200, "application/json", who);
    }

    /** Takes {@code user} and {@code password} as JSON. */
    public void login(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        try {
            HttpServerRequest request = message.getMandatoryBody(HttpServerRequest.class);
            JsonNode given = json.readTree(RawBody.read(request, PostedForm.MOST_BYTES, PostedForm.PATIENCE));
            String address = message.getHeader(AccessGuard.ADDRESS, "", String.class);
            if (!AccessGuard.origin(request.headers()).ours(site.publicUrl())) {
                refuse(message, new Problem("Forbidden", 403, "comes from a page of another site", List.of()));
            } else if (!given.path("user").isTextual()
                    || !given.path("password").isTextual()) {
                refuse(message, unreadable());
            } else {
                answer(
                        message,
                        login.attempt(
                                given.path("user").asText(),
                                given.path("password").asText(),
                                address));
            }
        } catch (IOException | InvalidPayloadException e) {
            refuse(message, unreadable());
        }
    }

    private static Problem unreadable() {
        return new Problem("Bad request", 400, "the body is JSON with the texts user and password", List.of());
    }

    private void answer(Message message, Result result) throws JsonProcessingException {
        if (result instanceof Result.Done done) {
            answer(
                    message,
                    200,
                    "application/json",
                    new Who(done.name(), done.role().word(), Keys.csrf(done.session())));
            message.setHeader("Set-Cookie", site.cookie().set(done.session()));
        } else if (result instanceof Result.Wait wait) {
            refuse(message, new Problem("Too many requests", 429, "too many attempts to log in", List.of()));
            message.setHeader("Retry-After", LoginPages.seconds(wait.time()));
        } else if (result instanceof Result.Away) {
            refuse(
                    message,
                    new Problem("Service unavailable", 503, "nobody can log in while the database is away", List.of()));
            message.setHeader("Retry-After", 60);
        } else {
            refuse(message, new Problem("Unauthorized", 401, "name or password is wrong", List.of()));
        }
    }

    private void refuse(Message message, Problem problem) throws JsonProcessingException {
        answer(message, problem.status(), Problem.TYPE, problem);
    }

    private void answer(Message message, int status, String type, Object body) throws JsonProcessingException {
        new Answer(status, type, json.writeValueAsString(body), Map.of("Cache-Control", "no-store")).write(message);
    }
}
