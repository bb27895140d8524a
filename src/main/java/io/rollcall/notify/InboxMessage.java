package io.rollcall.notify;

import io.rollcall.alert.Alert;
import io.rollcall.store.Journal;
import io.rollcall.store.StoreException;
import io.rollcall.words.Words;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what admins find when they come (requirement 002-24). Thread-safe. */
public final class InboxMessage {
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_TEXT = 20_000;

    private final Journal journal;
    private final URI publicUrl;
    private final Words words;

    public InboxMessage(Journal journal, URI publicUrl, Words words) {
        this.journal = journal;
        this.publicUrl = publicUrl;
        this.words = words;
    }

    /**
     * Keeps the message for good, in an engine also while the database is away, and says by which id.
     *
     * @throws RefusedException when it could not be kept
     */
    public String keep(Notification notification) {
        try {
            journal.append(List.of(entry(notification)));
        } catch (StoreException e) {
            throw new RefusedException(DeliveryFailure.permanent("It could not be kept: " + e.getMessage()));
        }
        return notification.id().toString();
    }

    private InboxEntry entry(Notification notification) {
        Story story = Story.of(notification.notice(), publicUrl, words);
        String facts = Stream.concat(
                        Stream.of(story.sentence()),
                        story.facts().stream().map(fact -> fact.label() + ": " + fact.value()))
                .collect(Collectors.joining("\n"));
        String runbook = story.runbook() == null ? "" : "\n" + words.say("caption.runbook") + ": " + story.runbook();
        return new InboxEntry(
                notification.id(),
                notification.createdAt(),
                notification.lead().severity().word(),
                notification.firing(),
                Text.cut(printable(story.headline()), LONGEST_TITLE),
                Text.cut(printable(facts + runbook), LONGEST_TEXT),
                story.link().toString(),
                notification.notice().alerts().stream().map(Alert::fingerprint).toList());
    }

    /** PostgreSQL keeps no text with a NUL. */
    private static String printable(String text) {
        return text.replace('\0', ' ');
    }
}
