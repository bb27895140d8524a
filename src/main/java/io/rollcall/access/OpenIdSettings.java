package io.rollcall.access;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How an identity provider says who somebody is (OpenID Connect Core 1.0).
 *
 * @param issuer as the provider calls itself
 * @param redirect where it sends people back to
 * @param rolesClaim the claim that holds what roles are given by; dots lead into objects, as {@code realm_access.roles}
 * @param roles which values of that claim give which role; {@code *} is everybody who can log in there
 */
public record OpenIdSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        URI redirect,
        String rolesClaim,
        Map<Role, Set<String>> roles) {
    private static final String EVERYBODY = "*";

    public OpenIdSettings {
        roles = Map.copyOf(roles);
    }

    /** The highest role that these claims give; empty when they give none. */
    Optional<Role> role(Map<String, Object> claims) {
        Object found = claims;
        for (String part : rolesClaim.split("\\.", -1)) {
            found = found instanceof Map<?, ?> object ? object.get(part) : null;
        }
        List<?> values = found instanceof List<?> list ? list : found == null ? List.of() : List.of(found);
        return new TreeMap<>(roles)
                .descendingMap().entrySet().stream()
                        .filter(one -> one.getValue().contains(EVERYBODY)
                                || values.stream()
                                        .anyMatch(value -> one.getValue().contains(value.toString())))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + ", " + clientId + "]";
    }
}
