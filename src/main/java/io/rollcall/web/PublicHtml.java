package io.rollcall.web;

import static io.rollcall.web.StatusTable.text;

import io.rollcall.publish.Day;
import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Shown;
import io.rollcall.publish.PublicPage.Work;
import io.rollcall.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The status page as HTML: whole without scripts, but for news on devices; renewed every minute. */
public final class PublicHtml {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";
    private static final String OF_DEVICES =
            "; script-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'";
    private static final int STEP = 8;
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="%1$s" data-theme="auto"><head><meta charset="utf-8"><title>%3$s</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            %4$s
            <link rel="icon" href="/assets/%2$s/icon.svg" type="image/svg+xml">
            <link rel="alternate" type="application/atom+xml" title="%3$s" href="/status/feed.atom">
            <link rel="stylesheet" href="/assets/%2$s/style.css">
            <link rel="stylesheet" href="/assets/%2$s/public.css">
            </head><body class="public"><main>
            """;

    private static final String RENEWED = "<meta http-equiv=\"refresh\" content=\"60\">";
    /** A page for one reader, who may be writing. */
    private static final String PRIVATE = "<meta name=\"robots\" content=\"noindex\">";

    private final String version;
    private final Offer offer;

    /**
     * What visitors may subscribe.
     *
     * @param mail whether they may ask for mail
     * @param publicKey with which browsers subscribe, as base64url; null when devices are not told
     */
    public record Offer(boolean mail, @Nullable Supplier<String> publicKey) {}

    /** @param assets how it looks */
    public PublicHtml(Assets assets, Offer offer) {
        this.version = assets.version();
        this.offer = offer;
    }

    /** What a browser may load for it. */
    String policy() {
        return offer.publicKey() == null ? POLICY : POLICY + OF_DEVICES;
    }

    private String head(String title, String more, Words words) {
        return HEAD.formatted(words.language().code(), version, text(title), more);
    }

    /**
     * Another page that looks the same.
     *
     * @param body HTML below the title
     */
    String other(String title, String body, Words words) {
        return head(title, PRIVATE, words) + "<h1>" + text(title) + "</h1>\n" + body
                + "<footer><a href=\"/status\">" + text(words.say("public.title"))
                + "</a></footer></main></body></html>";
    }

    String of(PublicPage page, Words words) {
        Supplier<String> key = offer.publicKey();
        DeviceHtml device = key == null ? null : new DeviceHtml(version, key.get(), words);
        String more = device == null ? RENEWED : "<noscript>" + RENEWED + "</noscript>\n" + device.head();
        StringBuilder html = new StringBuilder(head(words.say("public.title"), more, words));
        html.append("<h1>").append(text(words.say("public.title"))).append("</h1>\n");
        if (page.components().isEmpty()) {
            html.append("<p class=\"panel\">")
                    .append(text(words.say("public.empty")))
                    .append("</p>\n");
        } else {
            html.append("<p class=\"overall ").append(page.status().word()).append("\" role=\"status\">");
            html.append(text(words.say("public.overall." + page.status().word())))
                    .append("</p>\n");
            NewsHtml news = new NewsHtml(page, words);
            html.append(news.present()).append(news.announcements());
            works(html, page.maintenance(), words);
            components(html, page, words);
            html.append(news.past());
        }
        if (offer.mail()) {
            html.append("<p class=\"subscribe\"><a href=\"/status/subscribe\">")
                    .append(text(words.say("public.subscribe")))
                    .append("</a></p>\n");
        }
        if (device != null) {
            html.append(device.of(page));
        }
        html.append("<footer><a href=\"/status/feed.atom\">")
                .append(text(words.say("public.feed")))
                .append("</a> · ")
                .append(text(words.say("public.as-of", words.time(page.at()))))
                .append("</footer></main></body></html>");
        return html.toString();
    }

    private static void works(StringBuilder html, List<Work> works, Words words) {
        if (works.isEmpty()) {
            return;
        }
        heading(html, "maintenance", words.say("public.maintenance"));
        html.append("<ul class=\"panel\">");
        for (Work work : works) {
            html.append("<li><strong>")
                    .append(text(String.join(", ", work.components())))
                    .append("</strong> ");
            html.append(text(times(work.from(), work.until(), words)));
            html.append("</li>");
        }
        html.append("</ul></section>\n");
    }

    private static void components(StringBuilder html, PublicPage page, Words words) {
        heading(html, "components", words.say("public.components"));
        html.append("<ul class=\"panel\">");
        for (Shown shown : page.components()) {
            html.append("<li id=\"").append(text(shown.key())).append("\" class=\"component\"><h3>");
            html.append(text(shown.name())).append("</h3><span class=\"condition ");
            html.append(shown.status().word()).append("\">");
            html.append(text(words.say("public.condition." + shown.status().word())))
                    .append("</span>");
            if (shown.description() != null) {
                html.append("<p class=\"muted\">")
                        .append(text(shown.description()))
                        .append("</p>");
            }
            if (!shown.days().isEmpty()) {
                bars(html, shown, words);
            }
            html.append("</li>\n");
        }
        html.append("</ul>");
        if (page.historyAt() == null) {
            html.append("<p class=\"muted\">")
                    .append(text(words.say("public.no-history")))
                    .append("</p>");
        }
        html.append("</section>\n");
    }

    private static void bars(StringBuilder html, Shown shown, Words words) {
        int width = shown.days().size() * STEP;
        String uptime = shown.uptime() == null
                ? words.say("public.condition.no_data")
                : words.say(
                        "public.uptime",
                        words.say("public.percent", shown.uptime()),
                        shown.days().size());
        html.append("<svg class=\"days\" viewBox=\"0 0 ").append(width).append(" 34\" preserveAspectRatio=\"none\"");
        html.append(" role=\"img\" aria-label=\"").append(text(uptime)).append("\">");
        int x = 0;
        for (Day day : shown.days()) {
            html.append("<rect class=\"")
                    .append(day.condition().word())
                    .append("\" x=\"")
                    .append(x);
            html.append("\" width=\"")
                    .append(STEP - 2)
                    .append("\" height=\"34\" rx=\"1\"><title>")
                    .append(day.date());
            html.append(": ")
                    .append(text(words.say("public.condition." + day.condition().word())));
            if (day.uptime() != null) {
                html.append(", ").append(text(words.say("public.percent", day.uptime())));
            }
            html.append("</title></rect>");
            x += STEP;
        }
        html.append("</svg><p class=\"muted legend\"><span>");
        html.append(text(words.say("public.days-ago", shown.days().size() - 1))).append("</span><span>");
        html.append(text(uptime)).append("</span><span>").append(text(words.say("public.today")));
        html.append("</span></p>");
    }

    static void heading(StringBuilder html, String id, String words) {
        html.append("<section aria-labelledby=\"h-")
                .append(id)
                .append("\"><h2 id=\"h-")
                .append(id)
                .append("\">");
        html.append(text(words)).append("</h2>");
    }

    /** Since when, or from when until when. */
    static String times(Instant from, @Nullable Instant until, Words words) {
        return until == null
                ? words.say("public.since", words.time(from))
                : words.say("public.from-until", words.time(from), words.time(until));
    }
}
