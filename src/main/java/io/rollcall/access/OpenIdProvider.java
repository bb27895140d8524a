package io.rollcall.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls an identity provider: asks where its endpoints are, and changes a code into an ID token. Thread-safe. */
final class OpenIdProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final OpenIdSettings settings;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    OpenIdProvider(OpenIdSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** Where it is asked what. */
    record Endpoints(URI authorization, URI token, URI keys) {}

    /** Throws OpenIdException when the provider does not say so, or says that it is another one. */
    Endpoints endpoints() throws OpenIdException {
        String issuer = settings.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode said = call(HttpRequest.newBuilder(URI.create(base + DISCOVERY)));
        if (!said.path("issuer").asText().equals(issuer)) {
            throw new OpenIdException("rollcall.oidc.issuer must be what the provider calls itself: "
                    + said.path("issuer").asText());
        }
        return new Endpoints(uri(said, "authorization_endpoint"), uri(said, "token_endpoint"), uri(said, "jwks_uri"));
    }

    /** The ID token for a code. */
    String idToken(Endpoints endpoints, String code, String verifier) throws OpenIdException {
        String form = form(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                settings.redirect().toString(),
                "client_id",
                settings.clientId(),
                "code_verifier",
                verifier));
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoints.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!settings.clientSecret().isEmpty()) {
            // RFC 6749, section 2.3.1: both are encoded as in a form first.
            String login = encoded(settings.clientId()) + ":" + encoded(settings.clientSecret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        JsonNode token = call(request).path("id_token");
        if (!token.isTextual()) {
            throw new OpenIdException("the provider answered without an ID token");
        }
        return token.asText();
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode call(HttpRequest.Builder request) throws OpenIdException {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Accept", "application/json")
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new OpenIdException("the provider answered with HTTP " + answer.statusCode());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new OpenIdException("the provider does not answer as it should", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenIdException("interrupted while the provider was asked", e);
        }
    }

    private static URI uri(JsonNode said, String name) throws OpenIdException {
        try {
            return URI.create(said.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw new OpenIdException("the provider's " + name + " is no address", e);
        }
    }
}
