package io.rollcall.web;

import static io.rollcall.web.StatusTable.text;

import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.PublicPage.Told;
import io.rollcall.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has happened, as the status page shows it: outages that were measured, and what people told, one list of both. */
final class NewsHtml {
    private static final int MOST = 30;

    private final PublicPage page;
    private final Words words;

    /** An outage, or trouble that nothing has measured. */
    private record Item(String id, String title, Instant from, @Nullable Instant until, List<Said> updates) {}

    NewsHtml(PublicPage page, Words words) {
        this.page = page;
        this.words = words;
    }

    /** What is announced. */
    String announcements() {
        StringBuilder html = new StringBuilder();
        if (!page.announcements().isEmpty()) {
            PublicHtml.heading(html, "announcements", words.say("public.announcements"));
            html.append("<ul class=\"panel\">");
            for (Told told : page.announcements()) {
                html.append("<li id=\"").append(text(told.id())).append("\"><strong>");
                html.append(text(title(told, words))).append("</strong> <span class=\"muted\">");
                html.append(text(about(told))).append("</span>");
                updates(html, told.updates());
                html.append("</li>\n");
            }
            html.append("</ul></section>\n");
        }
        return html.toString();
    }

    private String about(Told told) {
        String times = PublicHtml.times(told.from(), told.until(), words);
        boolean named = told.title() != null && !told.components().isEmpty();
        return named ? times + " · " + String.join(", ", told.components()) : times;
    }

    /** What people work on now; nothing when there is none. */
    String present() {
        Stream<Item> items = Stream.concat(
                page.outages().stream().filter(NewsHtml::isGoingOn).map(NewsHtml::item),
                page.troubles().stream()
                        .filter(Told::open)
                        .filter(told -> page.outages().stream()
                                .noneMatch(outage ->
                                        isGoingOn(outage) && told.outages().contains(outage.id())))
                        .map(this::item));
        return list("now", words.say("public.now"), sorted(items));
    }

    /** What is over. */
    String past() {
        Stream<Item> items = Stream.concat(
                page.outages().stream().filter(outage -> !isGoingOn(outage)).map(NewsHtml::item),
                page.troubles().stream()
                        .filter(told -> !told.open() && told.outages().isEmpty())
                        .map(this::item));
        List<Item> past = sorted(items);
        String title = words.say("public.outages");
        if (!past.isEmpty()) {
            return list("outages", title, past);
        }
        StringBuilder html = new StringBuilder();
        PublicHtml.heading(html, "outages", title);
        return html.append("<p class=\"panel\">")
                .append(text(words.say(page.historyAt() == null ? "public.no-history" : "public.no-outages")))
                .append("</p></section>\n")
                .toString();
    }

    private static boolean isGoingOn(Outage outage) {
        return outage.until() == null;
    }

    private static Item item(Outage outage) {
        return new Item(outage.id(), outage.name(), outage.from(), outage.until(), outage.updates());
    }

    private Item item(Told told) {
        return new Item(told.id(), title(told, words), told.from(), told.until(), told.updates());
    }

    private static List<Item> sorted(Stream<Item> items) {
        return items.sorted(Comparator.comparing(Item::from).reversed()).toList();
    }

    private String list(String id, String title, List<Item> items) {
        StringBuilder html = new StringBuilder();
        if (items.isEmpty()) {
            return "";
        }
        PublicHtml.heading(html, id, title);
        html.append("<ol class=\"panel\">");
        for (Item item : items.stream().limit(MOST).toList()) {
            html.append("<li id=\"").append(text(item.id())).append("\"><strong>");
            html.append(text(item.title())).append("</strong> <span class=\"muted\">");
            html.append(text(PublicHtml.times(item.from(), item.until(), words)))
                    .append(" (")
                    .append(Words.length(
                            Duration.between(item.from(), item.until() == null ? page.at() : item.until())))
                    .append(")</span>");
            updates(html, item.updates());
            html.append("</li>\n");
        }
        return html.append("</ol></section>\n").toString();
    }

    private void updates(StringBuilder html, List<Said> updates) {
        if (updates.isEmpty()) {
            return;
        }
        html.append("<ol class=\"updates\">");
        for (Said said : updates) {
            html.append("<li id=\"u-").append(text(said.id())).append("\">");
            html.append("<p><strong class=\"")
                    .append(said.state().word())
                    .append("\">")
                    .append(text(words.say("public.state." + said.state().word())))
                    .append("</strong> <span class=\"muted\">")
                    .append(text(words.time(said.at())))
                    .append("</span></p><p class=\"said\">")
                    .append(text(said.text()))
                    .append("</p></li>");
        }
        html.append("</ol>");
    }

    /** What people read for what somebody told. */
    static String title(Told told, Words words) {
        if (told.title() != null) {
            return told.title();
        }
        return told.components().isEmpty() ? words.say("public.everything") : String.join(", ", told.components());
    }
}
