package io.rollcall.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has an identity provider say who somebody is: authorization code flow (OpenID Connect Core 1.0, section 3.1) with PKCE
 * (RFC 7636), state and nonce. Thread-safe.
 */
public final class OpenId {
    /** Begins the names of people from the provider; no person of ours can have such a name. */
    static final String MARK = "oidc:";

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final OpenIdSettings settings;
    private final OpenIdProvider provider;
    private final Cache<String, Begun> begun =
            Caffeine.newBuilder().expireAfterWrite(PATIENCE).maximumSize(10_000).build();
    private @Nullable Known known;

    /** What is asked of the provider only once. */
    private record Known(OpenIdProvider.Endpoints endpoints, DefaultJWTProcessor<SecurityContext> tokens) {}

    private record Begun(String nonce, String verifier, String next) {}

    public OpenId(OpenIdSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.provider = new OpenIdProvider(settings, json);
    }

    /**
     * Somebody is on his way to the provider.
     *
     * @param state what his browser must show when it comes back
     */
    public record Departure(URI to, String state) {}

    /** Somebody came back, and the provider has said who he is. */
    public record Arrival(String name, Role role, String next) {}

    /** Sends somebody to the provider. */
    public Departure depart(String next) throws OpenIdException {
        Known to = known();
        String state = Keys.random();
        Begun begin = new Begun(Keys.random(), Keys.random(), next);
        begun.put(state, begin);
        String query = OpenIdProvider.form(Map.of(
                "response_type",
                "code",
                "client_id",
                settings.clientId(),
                "redirect_uri",
                settings.redirect().toString(),
                "scope",
                "openid profile email",
                "state",
                state,
                "nonce",
                begin.nonce(),
                "code_challenge",
                Keys.hash(begin.verifier()),
                "code_challenge_method",
                "S256"));
        String address = to.endpoints().authorization().toString();
        return new Departure(URI.create(address + (address.contains("?") ? "&" : "?") + query), state);
    }

    /** Takes what he brings back. Each departure can come back once. */
    public Arrival arrive(String state, String code) throws OpenIdException {
        Begun before = begun.asMap().remove(state);
        if (before == null) {
            throw new OpenIdException("this login was not begun here, or too long ago");
        }
        Known from = known();
        String token = provider.idToken(from.endpoints(), code, before.verifier());
        JWTClaimsSet claims = checked(from, token);
        if (!before.nonce().equals(claims.getClaim("nonce"))) {
            throw new OpenIdException("the ID token is not for this login");
        }
        Role role = settings.role(claims.getClaims())
                .orElseThrow(() -> new OpenIdException("the provider gives no role here"));
        return new Arrival(MARK + name(claims), role, before.next());
    }

    private static JWTClaimsSet checked(Known known, String token) throws OpenIdException {
        try {
            return known.tokens().process(token, null);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new OpenIdException("the ID token is not to be believed", e);
        }
    }

    private static String name(JWTClaimsSet claims) {
        Object name = Objects.requireNonNullElse(claims.getClaim("preferred_username"), claims.getSubject());
        return name.toString().strip().replaceAll("[^\\p{L}\\p{N}._@+-]", "_");
    }

    private synchronized Known known() throws OpenIdException {
        Known found = known;
        if (found == null) {
            OpenIdProvider.Endpoints endpoints = provider.endpoints();
            found = new Known(endpoints, tokens(endpoints));
            known = found;
        }
        return found;
    }

    private DefaultJWTProcessor<SecurityContext> tokens(OpenIdProvider.Endpoints endpoints) throws OpenIdException {
        try {
            JWKSource<SecurityContext> keys =
                    JWKSourceBuilder.create(endpoints.keys().toURL()).build();
            DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();
            tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
            tokens.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                    settings.clientId(),
                    new JWTClaimsSet.Builder()
                            .issuer(settings.issuer().toString())
                            .build(),
                    Set.of("sub", "iat", "exp", "nonce")));
            return tokens;
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new OpenIdException("the provider's jwks_uri is no address", e);
        }
    }
}
