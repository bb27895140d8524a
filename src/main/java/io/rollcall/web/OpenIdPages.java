package io.rollcall.web;

import io.rollcall.access.Audit;
import io.rollcall.access.OpenId;
import io.rollcall.access.OpenIdException;
import io.rollcall.access.Sessions;
import io.rollcall.store.StoreException;
import io.rollcall.web.DoorPages.Form;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to an identity provider and back. Thread-safe. */
public final class OpenIdPages {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdPages.class);
    private static final String COOKIE = "rollcall-oidc";

    private final @Nullable OpenId openId;
    private final Sessions sessions;
    private final Audit audit;
    private final LoginPages pages;
    private final SessionCookie cookie;

    /** @param openId null when there is no provider */
    public OpenIdPages(@Nullable OpenId openId, LoginPages.Parts parts, LoginPages pages, SessionCookie cookie) {
        this.openId = openId;
        this.sessions = parts.sessions();
        this.audit = parts.audit();
        this.pages = pages;
        this.cookie = cookie;
    }

    /** Sends somebody to the provider. */
    public void depart(Exchange exchange) {
        Message message = exchange.getMessage();
        if (openId == null) {
            pages.show(message, 404, Form.of("", "no-provider"));
            return;
        }
        try {
            OpenId.Departure departure = openId.depart(message.getHeader("next", "", String.class));
            String kept = cookie.cookie(COOKIE, departure.state(), "; Max-Age=600");
            LoginPages.goTo(message, departure.to().toString(), List.of(kept));
        } catch (OpenIdException e) {
            refuse(message, 502, e);
        }
    }

    /** Takes somebody who comes back. */
    public void arrive(Exchange exchange) {
        Message message = exchange.getMessage();
        String state = message.getHeader("state", "", String.class);
        String code = message.getHeader("code", "", String.class);
        String kept = SessionCookie.read(message.getHeader("Cookie", String.class), COOKIE);
        String address = message.getHeader(AccessGuard.ADDRESS, String.class);
        // Whoever began it must end it: else somebody could be logged in as another one by a link.
        if (openId == null || code.isEmpty() || kept == null || !same(kept, state)) {
            pages.show(message, 400, Form.of("", "not-begun"));
            return;
        }
        try {
            OpenId.Arrival arrival = openId.arrive(state, code);
            String session = sessions.begin(arrival.name(), arrival.role(), false);
            audit.note(arrival.name(), address, new Audit.Deed("login", arrival.name(), "done"));
            String over = cookie.cookie(COOKIE, "", "; Max-Age=0");
            LoginPages.goTo(message, DoorPages.local(arrival.next()), List.of(cookie.set(session), over));
        } catch (OpenIdException e) {
            audit.note(null, address, new Audit.Deed("login", "identity provider", "refused"));
            refuse(message, 403, e);
        } catch (StoreException e) {
            pages.show(message, 503, Form.of("", "away"));
        }
    }

    private void refuse(Message message, int status, OpenIdException why) {
        LOG.warn("Login by identity provider failed reason={}", why.getMessage());
        pages.show(message, status, new Form("", "", "provider-refused", String.valueOf(why.getMessage()), false));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
