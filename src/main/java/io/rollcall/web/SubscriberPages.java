package io.rollcall.web;

import io.rollcall.publish.Address.Mailbox;
import io.rollcall.publish.Component;
import io.rollcall.publish.Components;
import io.rollcall.publish.Subscriber;
import io.rollcall.publish.SubscriberLinks;
import io.rollcall.publish.SubscriberLinks.Action;
import io.rollcall.publish.SubscriberLinks.Link;
import io.rollcall.publish.Subscribers;
import io.rollcall.words.Words;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Where strangers ask for mail, say that an address is theirs, and leave; without scripts. Nobody learns here whether an
 * address is known. Thread-safe.
 */
public final class SubscriberPages {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "Cache-Control", "no-store",
            "X-Robots-Tag", "noindex",
            // With no-referrer a browser would call the page's own form one of a site without a name.
            "Referrer-Policy", "same-origin");

    private final Site site;
    private final Desk desk;
    private final Components components;
    private final CallerLimits limits;

    /**
     * How pages look.
     *
     * @param on whether people may subscribe by email
     * @param usual in which language those are answered who ask for none that we speak
     */
    public record Site(boolean on, String publicUrl, PublicHtml html, Words usual) {}

    /**
     * Who subscribes.
     *
     * @param invite asks somebody whether the address is his
     */
    public record Desk(Subscribers subscribers, SubscriberLinks links, Consumer<Subscriber> invite) {}

    /** @param limits how often a caller may ask for mail */
    public SubscriberPages(Site site, Desk desk, Components components, CallerLimits limits) {
        this.site = site;
        this.desk = desk;
        this.components = components;
        this.limits = limits;
    }

    /** The form. */
    public void form(Exchange exchange) {
        Words words = PublicApi.words(exchange, site.usual());
        Message message = exchange.getMessage();
        if (site.on()) {
            show(message, 200, words, "title", form(words, ""));
        } else {
            show(message, 404, words, "off", "");
        }
    }

    /** Takes the form. */
    public void subscribe(Exchange exchange) {
        Words words = PublicApi.words(exchange, site.usual());
        Message message = exchange.getMessage();
        String caller = message.getHeader(AccessGuard.ADDRESS, "", String.class);
        try {
            HttpServerRequest request = message.getMandatoryBody(HttpServerRequest.class);
            PostedForm form = PostedForm.read(request);
            CallerLimits.Turn turn = limits.turn(caller);
            if (!site.on()) {
                show(message, 404, words, "off", "");
            } else if (!AccessGuard.origin(request.headers()).ours(site.publicUrl())) {
                show(message, 403, words, "title", form(words, "public.subscribe.other-site"));
            } else if (!turn.permitted()) {
                show(message, 429, words, "busy", said(words, "busy-text"));
                message.setHeader("Retry-After", turn.seconds());
            } else {
                take(message, form, words);
            }
        } catch (IOException | InvalidPayloadException e) {
            show(message, 400, words, "title", form(words, "public.subscribe.broken"));
        }
    }

    private void take(Message message, PostedForm form, Words words) {
        Optional<Mailbox> address = Mailbox.of(form.text("email"));
        if (address.isEmpty()) {
            show(message, 400, words, "title", form(words, "public.subscribe.wrong"));
            return;
        }
        // Programs fill in what people do not see.
        if (form.text("website").isEmpty()) {
            Set<String> wanted = components.all().stream()
                    .map(Component::key)
                    .filter(key -> !form.text("c-" + key).isEmpty())
                    .collect(Collectors.toSet());
            desk.subscribers().ask(address.get(), words.language(), wanted).ifPresent(desk.invite());
        }
        show(message, 200, words, "sent", said(words, "sent-text"));
    }

    /** Shows what a link in a mail would do: programs that scan mail follow links too. */
    public void look(Exchange exchange) {
        follow(exchange, false);
    }

    /** Does what it says; a mail program asks for it in the same way (RFC 8058). */
    public void act(Exchange exchange) {
        @Nullable HttpServerRequest request = exchange.getMessage().getBody(HttpServerRequest.class);
        follow(exchange, true);
        if (request != null) {
            // Nothing in the body matters.
            request.resume();
        }
    }

    private void follow(Exchange exchange, boolean doing) {
        Words words = PublicApi.words(exchange, site.usual());
        Message message = exchange.getMessage();
        Optional<Link> link = desk.links().read(message.getHeader("token", "", String.class));
        if (link.isEmpty()) {
            show(message, 404, words, "invalid", "");
            return;
        }
        Subscribers subscribers = desk.subscribers();
        Optional<Subscriber> subscriber = subscribers.find(link.get().subscriber());
        Words own = subscriber.map(Subscriber::language).map(Words::in).orElse(words);
        if (subscriber.isEmpty() && !subscribers.isComplete()) {
            show(message, 503, own, "away", "");
            message.setHeader("Retry-After", "60");
        } else if (link.get().action() == Action.CONFIRM) {
            confirm(message, link.get(), own, doing);
        } else if (subscriber.isPresent() && !doing) {
            show(message, 200, own, "leave", button(own, "leave-button"));
        } else {
            subscribers.remove(link.get().subscriber());
            show(message, 200, own, "left", said(own, "left-text"));
        }
    }

    private void confirm(Message message, Link link, Words words, boolean doing) {
        Subscribers subscribers = desk.subscribers();
        subscribers.expire();
        Optional<Subscriber> known =
                doing ? subscribers.confirm(link.subscriber()) : subscribers.find(link.subscriber());
        if (known.isEmpty()) {
            show(message, 410, words, "late", said(words, "late-text"));
        } else if (known.get().confirmedAt() == null) {
            show(message, 200, words, "confirm", button(words, "confirm-button"));
        } else {
            show(message, 200, words, "confirmed", said(words, "confirmed-text"));
        }
    }

    private String form(Words words, String complaint) {
        StringBuilder html = new StringBuilder();
        if (!complaint.isEmpty()) {
            html.append("<p class=\"wrong\" role=\"alert\">")
                    .append(StatusTable.text(words.say(complaint)))
                    .append("</p>");
        }
        html.append("<form class=\"panel ask\" method=\"post\" action=\"/status/subscribe\"><label>");
        html.append(say(words, "email"))
                .append("<input type=\"email\" name=\"email\" autocomplete=\"email\" maxlength=\"254\" required>")
                .append("</label><fieldset><legend>")
                .append(say(words, "components"))
                .append("</legend>");
        components.all().forEach(component -> html.append("<label><input type=\"checkbox\" name=\"c-")
                .append(StatusTable.text(component.key()))
                .append("\" value=\"1\"> ")
                .append(StatusTable.text(component.name()))
                .append("</label>"));
        html.append("</fieldset><div class=\"unseen\" aria-hidden=\"true\"><label>Website ")
                .append("<input name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></label></div>")
                .append("<button class=\"primary\">")
                .append(say(words, "button"))
                .append("</button><p class=\"muted\">")
                .append(say(words, "privacy"))
                .append("</p></form>");
        return html.toString();
    }

    /** A form without an address of its own goes back to the page's. */
    private static String button(Words words, String key) {
        return "<form class=\"panel ask\" method=\"post\"><button class=\"primary\">" + say(words, key)
                + "</button></form>";
    }

    private static String said(Words words, String key) {
        return "<p class=\"panel\">" + say(words, key) + "</p>";
    }

    private static String say(Words words, String key) {
        return StatusTable.text(words.say("public.subscribe." + key));
    }

    private void show(Message message, int status, Words words, String title, String body) {
        String html = site.html().other(words.say("public.subscribe." + title), body, words);
        new Answer(status, "text/html; charset=utf-8", html, HEADERS).write(message);
    }
}
