package io.rollcall.notify;

import io.rollcall.publish.PublicPage.Said;
import io.rollcall.publish.Update;
import io.rollcall.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** News of the status page as plain text and as HTML that reads on a phone. */
final class NewsBody {
    private static final String UPDATE =
            """
            <div style="border-left:3px solid #cfd6dd;padding-left:12px;margin:0 0 12px"><strong>%s</strong> \
            <span style="color:#5b6470">%s</span><br/>%s</div>
            """;

    private static final String FOOT =
            """
            <p style="color:#5b6470;font-size:14px">%s<br/><a style="color:#5b6470" href="%s">%s</a></p>
            """;

    private final News news;
    private final Words words;
    private final Ways ways;

    /**
     * Where links lead.
     *
     * @param page the status page
     */
    record Ways(String page, String leave, String confirm) {}

    NewsBody(News news, Words words, Ways ways) {
        this.news = news;
        this.words = words;
        this.ways = ways;
    }

    String subject() {
        return switch (news.kind()) {
            case BEGUN -> words.say("public.mail.begun", news.title());
            case ENDED -> words.say("public.mail.ended", news.title());
            case UPDATE -> words.say("public.mail.update", news.title(), state(latest()));
            case ANNOUNCEMENT -> words.say("public.mail.announcement", news.title());
            case MAINTENANCE -> words.say("public.mail.maintenance", news.title());
            case CONFIRM -> words.say("public.mail.confirm", ways.page());
        };
    }

    private Update.State latest() {
        List<Said> updates = news.updates();
        return updates.isEmpty() ? Update.State.NOTICE : updates.get(0).state();
    }

    private String state(Update.State state) {
        return words.say("public.state." + state.word());
    }

    private boolean confirming() {
        return news.kind() == News.Kind.CONFIRM;
    }

    private String sentence() {
        Instant until = news.until();
        if (confirming()) {
            return words.say("public.mail.confirm-text", ways.page());
        }
        return until == null
                ? words.say("public.since", words.time(news.from()))
                : words.say("public.from-until", words.time(news.from()), words.time(until));
    }

    /** What is new in few words: what people told last, else since when. */
    String brief() {
        return news.updates().isEmpty() ? sentence() : news.updates().get(0).text();
    }

    private String where() {
        return confirming() ? ways.confirm() : ways.page();
    }

    private String whereTo() {
        return words.say(confirming() ? "public.mail.confirm-link" : "public.mail.page");
    }

    String text() {
        String updates = news.updates().stream()
                .map(said -> state(said.state()) + ", " + words.time(said.at()) + "\n" + said.text() + "\n\n")
                .collect(Collectors.joining());
        return subject() + "\n" + sentence() + "\n\n" + updates + whereTo() + ": " + where() + "\n\n-- \n"
                + words.say("public.mail.why", ways.page()) + "\n" + words.say("public.mail.leave") + ": "
                + ways.leave() + "\n";
    }

    String html() {
        String updates = news.updates().stream()
                .map(said -> UPDATE.formatted(
                        escape(state(said.state())),
                        escape(words.time(said.at())),
                        escape(said.text()).replace("\n", "<br/>")))
                .collect(Collectors.joining());
        String foot = FOOT.formatted(
                escape(words.say("public.mail.why", ways.page())),
                escape(ways.leave()),
                escape(words.say("public.mail.leave")));
        return new MailPage(words, subject(), sentence(), "").with(updates + MailPage.link(where(), whereTo()) + foot);
    }

    private static String escape(String text) {
        return MailPage.escape(text);
    }
}
