package io.rollcall.web;

import io.rollcall.notify.InboxItem;
import io.rollcall.notify.InboxStore;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Shows the messages for admins a page at a time. Thread-safe. */
public final class InboxApi {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final Frame frame;
    private final InboxStore store;
    private final BearerToken token;

    public InboxApi(Frame frame, InboxStore store, BearerToken token) {
        this.frame = frame;
        this.store = store;
        this.token = token;
    }

    /**
     * A page, the newest message first.
     *
     * @param unread how many nobody has read, on all pages
     * @param next what {@code before} must be for the next page; null on the last one
     */
    public record Page(List<InboxItem> messages, long unread, @Nullable Long next) {}

    /** A page for programs that show the inbox' own token. */
    public void page(Exchange exchange) {
        frame.answer(exchange, request -> {
            token.demand(request);
            return Reply.ok(page(request));
        });
    }

    /** A page for whoever is let through to it. */
    public void messages(Exchange exchange) {
        frame.answer(exchange, request -> Reply.ok(page(request)));
    }

    /** Takes {@code before} (an id), {@code unread} (true or false) and {@code limit} from the request. */
    private Page page(Request request) {
        String before = Objects.requireNonNullElse(request.query("before"), String.valueOf(Long.MAX_VALUE));
        if (!before.matches("\\d{1,18}|" + Long.MAX_VALUE)) {
            throw Refused.field("before", "a whole number, the next of the page before");
        }
        int most = request.number("limit", USUAL, MOST);
        boolean unread =
                request.word("unread", List.of("true", "false")).orElse("false").equals("true");
        Part<InboxItem> part = Part.of(store.page(Long.parseLong(before), unread, most + 1), most);
        return new Page(part.items(), store.unread(), part.next(InboxItem::id));
    }

    /** @param ids of messages, or null with {@code all} */
    record Which(@Nullable List<Long> ids, @Nullable Boolean all) {}

    /**
     * What became of it.
     *
     * @param read how many are marked as read
     * @param missing ids that no message has
     * @param unread how many nobody has read by now
     */
    record Marked(int read, List<Long> missing, long unread) {}

    /** Marks some or all as read. */
    public void read(Exchange exchange) {
        frame.answer(exchange, request -> {
            Which which = request.body(Which.class);
            boolean all = Boolean.TRUE.equals(which.all());
            List<Long> ids = Objects.requireNonNullElse(which.ids(), List.of());
            if (all != ids.isEmpty() || ids.size() > MOST) {
                throw Refused.field("ids", "ids of at most " + MOST + " messages; or all, which is true");
            }
            if (all) {
                return Reply.ok(new Marked(store.readAll(), List.of(), store.unread()));
            }
            List<Long> missing = ids.stream().filter(id -> !store.read(id)).toList();
            return Reply.ok(new Marked(ids.size() - missing.size(), missing, store.unread()));
        });
    }
}
