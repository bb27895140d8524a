package io.rollcall.story;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A server that says who somebody is, as OpenID Connect has it, and lies when it is told to. */
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "rollcall";
    static final String CLIENT_SECRET = "secret of the client";

    private final HttpServer server;
    private final RSAKey key = key();
    private final RSAKey foreign = key();
    private Map<String, String> asked = Map.of();
    private volatile UnaryOperator<JWTClaimsSet.Builder> lie = claims -> claims;
    private volatile Signed signed = Signed.WELL;
    private volatile String groups = "desk";

    /** How it signs. */
    enum Signed {
        WELL,
        BY_ANOTHER_KEY,
        NOT_AT_ALL
    }

    IdentityProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext(
                "/.well-known/openid-configuration",
                call -> answer(
                        call,
                        200,
                        """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}
                """
                                .formatted(issuer())));
        server.createContext("/keys", call -> answer(call, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void says(Signed how, String group, UnaryOperator<JWTClaimsSet.Builder> what) {
        signed = how;
        groups = group;
        lie = what;
    }

    /** Somebody comes from Rollcall and logs in here; the answer is where he is sent back to. */
    String logIn(String location) {
        asked = fields(URI.create(location).getRawQuery());
        return URI.create(asked.get("redirect_uri")).getPath() + "?code=the-code&state=" + asked.get("state");
    }

    Map<String, String> asked() {
        return asked;
    }

    private void token(HttpExchange call) throws IOException {
        Map<String, String> given = fields(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String login = new String(
                Base64.getDecoder()
                        .decode(call.getRequestHeaders()
                                .getFirst("Authorization")
                                .substring("Basic ".length())),
                StandardCharsets.UTF_8);
        boolean right = login.equals("rollcall:secret+of+the+client")
                && given.get("code").equals("the-code")
                && given.get("redirect_uri").equals(asked.get("redirect_uri"))
                && challenge(given.get("code_verifier")).equals(asked.get("code_challenge"));
        answer(call, right ? 200 : 400, right ? "{\"id_token\":\"" + idToken() + "\"}" : "{}");
    }

    private String idToken() {
        Instant now = Instant.now();
        JWTClaimsSet claims = lie.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject("4711")
                        .claim("preferred_username", "grace")
                        .claim("nonce", asked.get("nonce"))
                        .claim("groups", List.of("everybody", groups))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
        if (signed == Signed.NOT_AT_ALL) {
            return new PlainJWT(claims).serialize();
        }
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(signed == Signed.WELL ? key : foreign));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("the-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
