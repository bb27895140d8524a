package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.notify.InboxItem;
import io.rollcall.notify.InboxStore;
import io.rollcall.store.StoreException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Shows the messages for admins a page at a time. Thread-safe. */
public final class InboxApi {
    private static final String USUAL = "50";
    private static final int MOST = 500;

    private final InboxStore store;
    private final BearerToken token;
    private final ObjectMapper json;

    public InboxApi(InboxStore store, BearerToken token, ObjectMapper json) {
        this.store = store;
        this.token = token;
        this.json = json;
    }

    /**
     * A page, the newest message first.
     *
     * @param unread how many nobody has read, on all pages
     * @param next what {@code before} must be for the next page; null on the last one
     */
    public record Page(List<InboxItem> messages, long unread, @Nullable Long next) {}

    /** Takes {@code before} (an id), {@code unread} (true or false) and {@code limit} from the request. */
    public void page(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        BearerToken.Refusal refusal = token.refuse(message);
        if (refusal != null) {
            answer(message, refusal.status(), Map.of("error", refusal.reason()));
            return;
        }
        String before = message.getHeader("before", String.valueOf(Long.MAX_VALUE), String.class);
        String limit = message.getHeader("limit", USUAL, String.class);
        String unread = message.getHeader("unread", "false", String.class);
        if (!before.matches("\\d{1,18}|" + Long.MAX_VALUE) || !limit.matches("\\d{1,3}")) {
            answer(message, 400, Map.of("error", "before and limit must be whole numbers"));
            return;
        }
        int most = Math.max(1, Math.min(MOST, Integer.parseInt(limit)));
        try {
            List<InboxItem> items = store.page(Long.parseLong(before), unread.equals("true"), most);
            Long next = items.size() < most ? null : items.get(items.size() - 1).id();
            answer(message, 200, new Page(items, store.unread(), next));
        } catch (StoreException e) {
            answer(message, 503, Map.of("error", "the database is away"));
        }
    }

    private void answer(Message message, int status, Object body) throws JsonProcessingException {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        if (status == 401) {
            message.setHeader("WWW-Authenticate", "Bearer");
        }
        message.setBody(json.writeValueAsString(body));
    }
}
