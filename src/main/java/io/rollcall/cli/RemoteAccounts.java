package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.access.Person;
import io.rollcall.access.Role;
import io.rollcall.access.Token;
import io.rollcall.app.AccessDesk;
import io.rollcall.app.Accounts;
import io.rollcall.app.Settings;
import io.rollcall.integration.DurationText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people and tokens of an engine, asked of and changed over its API. */
final class RemoteAccounts implements Accounts {
    private static final String USERS = "/api/users";
    private static final String TOKENS = "/api/tokens";

    private final Remote engine;

    RemoteAccounts(Remote engine) {
        this.engine = engine;
    }

    /** Those of the engine that was named, else those of this machine. */
    static Accounts of(Environment environment, RemoteOptions remote) {
        Settings settings = environment.settings();
        return remote.named(environment)
                ? new RemoteAccounts(new Remote(remote.engine(environment, settings)))
                : new AccessDesk(settings, Clock.systemUTC());
    }

    @Override
    public List<Person> people() throws InterruptedException {
        return all(USERS, "users").stream()
                .filter(one -> one.path("local").asBoolean())
                .map(one -> new Person(
                        one.path("name").asText(),
                        Role.of(one.path("role").asText()),
                        "",
                        Instant.parse(one.path("createdAt").asText()),
                        Instant.parse(one.path("changedAt").asText())))
                .toList();
    }

    @Override
    public void addPerson(String name, Role role, String password) throws InterruptedException {
        engine.ask("POST", USERS, Map.of("name", name, "role", role.word(), "password", password), "name");
    }

    @Override
    public void changeRole(String name, Role role) throws InterruptedException {
        engine.ask("PATCH", user(name), Map.of("role", role.word()), "name");
    }

    @Override
    public void changePassword(String name, String password) throws InterruptedException {
        engine.ask("PATCH", user(name), Map.of("password", password), "name");
    }

    @Override
    public int endSessions(String name) throws InterruptedException {
        return engine.ask("DELETE", user(name) + "/sessions", null, "ended")
                .json()
                .path("ended")
                .asInt();
    }

    @Override
    public void removePerson(String name) throws InterruptedException {
        engine.ask("DELETE", user(name), null);
    }

    @Override
    public List<Token> tokens() throws InterruptedException {
        return all(TOKENS, "tokens").stream().map(RemoteAccounts::token).toList();
    }

    private static Token token(JsonNode one) {
        JsonNode end = one.path("expiresAt");
        return new Token(
                one.path("id").asText(),
                one.path("name").asText(),
                "",
                Role.ofScope(one.path("scope").asText()),
                one.path("path").asText(),
                one.path("createdBy").asText(),
                Instant.parse(one.path("createdAt").asText()),
                end.isTextual() ? Instant.parse(end.asText()) : null);
    }

    @Override
    public String addToken(String name, Role role, String path, @Nullable Duration lifetime)
            throws InterruptedException {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("name", name);
        wanted.put("scope", role.scope());
        wanted.put("path", path);
        if (lifetime != null) {
            wanted.put("duration", DurationText.format(lifetime));
        }
        return engine.ask("POST", TOKENS, wanted, "token").json().path("token").asText();
    }

    @Override
    public void removeToken(String which) throws InterruptedException {
        engine.ask("DELETE", TOKENS + "/" + IntegrationOptions.encoded(which), null);
    }

    private static String user(String name) {
        return USERS + "/" + IntegrationOptions.encoded(name);
    }

    private List<JsonNode> all(String path, String field) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = engine.page(path + "?limit=1000" + after, field);
            page.path(field).forEach(all::add);
            after = page.path("next").isTextual()
                    ? "&after=" + IntegrationOptions.encoded(page.path("next").asText())
                    : "";
        } while (!after.isEmpty());
        return all;
    }

    @Override
    public void close() {
        // nothing stays open
    }
}
