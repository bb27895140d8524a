package io.rollcall.web;

import io.rollcall.access.Audit;
import io.rollcall.publish.Bulletin;
import io.rollcall.publish.Bulletins;
import io.rollcall.publish.Components;
import io.rollcall.publish.Draft;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.Update;
import io.rollcall.publish.Update.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What people tell the public on the status page: updates on trouble, and announcements. */
public final class BulletinApi {
    private final Frame frame;
    private final Bulletins bulletins;
    private final PublicPages pages;
    private final DraftReader reader;
    private final Audit audit;

    /** What people tell, and of which components. */
    public record Told(Bulletins bulletins, Components components, PublicPages pages) {}

    public BulletinApi(Frame frame, Told told, Audit audit, Clock clock) {
        this.frame = frame;
        this.bulletins = told.bulletins();
        this.pages = told.pages();
        this.reader = new DraftReader(told, clock);
        this.audit = audit;
    }

    /**
     * An update as somebody wants it told.
     *
     * @param bulletin what it goes on with, or null
     * @param outage id of the one that it is about, or null
     * @param endsAt of an announcement; either this or duration
     */
    record Wanted(
            @Nullable String bulletin,
            @Nullable String outage,
            @Nullable List<String> components,
            @Nullable String title,
            @Nullable String state,
            @Nullable String text,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String duration) {}

    /** What an update shall be instead; null for what stays. */
    record Change(@Nullable String state, @Nullable String text) {}

    /** An update as it is. */
    record Shown(
            String id,
            String bulletin,
            @Nullable String title,
            Set<String> components,
            State state,
            String text,
            Instant at,
            String author,
            Instant startsAt,
            @Nullable Instant endsAt) {
        static Shown of(Bulletin bulletin, Update update) {
            return new Shown(
                    update.id(),
                    bulletin.id(),
                    bulletin.title(),
                    new TreeSet<>(bulletin.components()),
                    update.state(),
                    update.text(),
                    update.at(),
                    update.author(),
                    bulletin.startsAt(),
                    bulletin.endsAt());
        }
    }

    /** What is told, the newest first. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            List<Shown> shown = bulletins.all().stream()
                    .flatMap(bulletin -> bulletin.told().stream().map(update -> Shown.of(bulletin, update)))
                    .sorted(Comparator.comparing(Shown::at).reversed())
                    .toList();
            return Reply.ok(Map.of("updates", shown)).tagged("updates");
        });
    }

    /** Tells one. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            Draft draft = reader.draft(request.body(Wanted.class), request.author());
            Bulletins.Told told = bulletins
                    .tell(draft)
                    .orElseThrow(() -> Refused.field("bulletin", "the id of a bulletin that is told"));
            pages.renew();
            return Reply.created(
                    "/api/status-page/updates/" + told.update().id(), Shown.of(told.bulletin(), told.update()));
        });
    }

    /** Corrects one. */
    public void change(Exchange exchange) {
        frame.answer(exchange, request -> {
            Bulletins.Told before = find(request);
            Change change = request.body(Change.class);
            State state = change.state() == null
                    ? before.update().state()
                    : DraftReader.state(change.state(), before.bulletin().announced());
            String text = change.text() == null ? before.update().text() : DraftReader.text(change.text());
            Bulletins.Told told = bulletins
                    .correct(before.update().id(), state, text, request.author())
                    .orElseThrow(() -> gone(request));
            note(request, "status-page-correct", before.update());
            return Reply.ok(Shown.of(told.bulletin(), told.update()));
        });
    }

    /** Tells one no longer. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            Update before = find(request).update();
            if (bulletins.withdraw(before.id()).isEmpty()) {
                throw gone(request);
            }
            note(request, "status-page-withdraw", before);
            return Reply.none();
        });
    }

    private Bulletins.Told find(Request request) {
        return bulletins.find(request.part("id")).orElseThrow(() -> gone(request));
    }

    private static Refused gone(Request request) {
        return Refused.of(404, "There is no update '" + request.part("id") + "' that is told");
    }

    /** The record keeps the former words whole; the audit log shows how they began. */
    private void note(Request request, String action, Update before) {
        pages.renew();
        audit.note(
                request.author(),
                request.sent(AccessGuard.ADDRESS),
                new Audit.Deed(action, before.id() + " " + before.state().word() + ": " + before.text(), "done"));
    }
}
