package io.rollcall.web;

import io.rollcall.publish.Condition;
import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPages;
import io.rollcall.words.Language;
import io.rollcall.words.Words;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What everybody may see: the status page, its feed and its badges (requirement 002-35h). */
public final class PublicApi {
    /** Of a badge, all components together. */
    private static final String ALL = "all";

    private static final Map<String, String> SHORT = Map.of("Cache-Control", "public, max-age=10");

    private final Frame frame;
    private final PublicPages pages;
    private final String publicUrl;
    private final PublicHtml html;
    private final Words usual;

    /** @param usual in which language those are answered who ask for none that we speak */
    public PublicApi(Frame frame, PublicPages pages, String publicUrl, PublicHtml html, Words usual) {
        this.frame = frame;
        this.pages = pages;
        this.publicUrl = publicUrl;
        this.html = html;
        this.usual = usual;
    }

    /** The page as HTML. */
    public void page(Exchange exchange) {
        Words words = words(exchange, usual);
        frame.always(exchange, request -> Reply.text("text/html; charset=utf-8", html.of(pages.now(), words))
                .with(SHORT)
                .with(Map.of("Content-Security-Policy", html.policy(), "Vary", "Accept-Language")));
    }

    /** The same as JSON. */
    public void json(Exchange exchange) {
        frame.always(exchange, request -> Reply.ok(pages.now()).tagged("status").with(SHORT));
    }

    /** The outages as an Atom feed. */
    public void feed(Exchange exchange) {
        frame.always(exchange, request -> Reply.text(PublicFeed.TYPE, new PublicFeed(publicUrl, usual).of(pages.now()))
                .with(SHORT));
    }

    /** A badge: {@code <component>/status.svg}, {@code uptime.svg}, or the same as {@code .json}. */
    public void badge(Exchange exchange) {
        frame.always(exchange, request -> {
            String file = request.part("file");
            Badge badge = badge(request.part("component"), file.replaceFirst("\\.(svg|json)$", ""))
                    .orElse(null);
            if (badge == null || !file.matches(".*\\.(svg|json)")) {
                throw Refused.of(404, "There is no such badge; write <component>/status.svg");
            }
            return (file.endsWith(".json")
                            ? Reply.ok(badge.shield())
                            : Reply.text("image/svg+xml; charset=utf-8", badge.svg()))
                    .with(SHORT);
        });
    }

    private Optional<Badge> badge(String component, String what) {
        PublicPage page = pages.now();
        PublicPage.Shown shown = page.component(component).orElse(null);
        if (shown == null && !component.equals(ALL)) {
            return Optional.empty();
        }
        return switch (what) {
            case "status" -> {
                Condition condition = shown == null ? page.status() : shown.status();
                yield Optional.of(new Badge(
                        shown == null ? usual.say("public.label") : shown.name(),
                        usual.say("public.condition." + condition.word()),
                        colour(condition)));
            }
            case "uptime" ->
                Optional.ofNullable(shown)
                        .map(one -> new Badge(
                                usual.say("public.uptime-label", one.days().size()),
                                one.uptime() == null ? "–" : usual.say("public.percent", one.uptime()),
                                colour(one.uptime())));
            default -> Optional.empty();
        };
    }

    /** Dark enough for white letters on it. */
    private static String colour(Condition condition) {
        return switch (condition) {
            case OPERATIONAL -> "#047857";
            case MAINTENANCE -> "#1d4ed8";
            case DEGRADED -> "#92400e";
            case PARTIAL_OUTAGE, MAJOR_OUTAGE -> "#b91c1c";
            case NO_DATA -> "#6b7280";
        };
    }

    private static String colour(@Nullable Double uptime) {
        double percent = Objects.requireNonNullElse(uptime, -1.0);
        if (percent < 0) {
            return colour(Condition.NO_DATA);
        }
        return colour(
                percent >= 99.5 ? Condition.OPERATIONAL : percent >= 95 ? Condition.DEGRADED : Condition.MAJOR_OUTAGE);
    }

    /** Those of the first of our languages that the browser names; its list begins with the one it likes best. */
    static Words words(Exchange exchange, Words usual) {
        String accepted = exchange.getMessage().getHeader("Accept-Language", "", String.class);
        return Language.preferred(accepted).map(Words::in).orElse(usual);
    }
}
