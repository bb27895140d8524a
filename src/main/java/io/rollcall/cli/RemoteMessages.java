package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient;
import io.rollcall.notify.DeadLetter;
import io.rollcall.notify.InboxItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The messages of an engine, asked of and answered over its API: what could not be delivered, and the inbox. */
final class RemoteMessages {
    private static final String INBOX = "/api/inbox/";
    private static final String DEAD = "/api/dead-letters";
    private static final int PAGE = 500;

    private final Remote engine;

    RemoteMessages(Remote engine) {
        this.engine = engine;
    }

    /** All that could not be delivered, the oldest first. */
    List<DeadLetter> dead() throws InterruptedException, JsonProcessingException {
        return all(engine.page(DEAD, "deadLetters").path("deadLetters"), DeadLetter.class);
    }

    /** Has these delivered again, and answers which there are not. */
    List<UUID> replay(List<UUID> ids) throws InterruptedException {
        List<UUID> missing = new ArrayList<>();
        for (UUID id : ids) {
            try {
                engine.ask("POST", DEAD + "/" + id + "/replay", null);
            } catch (Remote.Refusal e) {
                if (e.status() != 404) {
                    throw e;
                }
                missing.add(id);
            }
        }
        return missing;
    }

    /** Has all delivered again, and answers how many there are. */
    int replayAll() throws InterruptedException {
        return engine.ask("POST", DEAD + "/replay", null, "replayed")
                .json()
                .path("replayed")
                .asInt();
    }

    /** The newest messages of the inbox, the newest first. */
    List<InboxItem> inbox(boolean unreadOnly, int most) throws InterruptedException, JsonProcessingException {
        List<InboxItem> items = new ArrayList<>();
        String before = "";
        while (items.size() < most) {
            JsonNode page = engine.page(
                    INBOX + "messages?unread=" + unreadOnly + "&limit=" + Math.min(PAGE, most - items.size()) + before,
                    "messages");
            items.addAll(all(page.path("messages"), InboxItem.class));
            if (!page.path("next").isNumber()) {
                break;
            }
            before = "&before=" + page.path("next").asLong();
        }
        return items;
    }

    /** Marks these as read, and answers which there are not. */
    List<Long> read(List<Long> ids) throws InterruptedException {
        List<Long> missing = new ArrayList<>();
        engine.ask("POST", INBOX + "read", Map.of("ids", ids), "missing")
                .json()
                .path("missing")
                .forEach(id -> missing.add(id.asLong()));
        return missing;
    }

    /** Marks all as read, and answers how many. */
    int readAll() throws InterruptedException {
        return engine.ask("POST", INBOX + "read", Map.of("all", true), "read")
                .json()
                .path("read")
                .asInt();
    }

    private static <T> List<T> all(JsonNode nodes, Class<T> type) throws JsonProcessingException {
        List<T> all = new ArrayList<>();
        for (JsonNode node : nodes) {
            all.add(new EngineClient.Answer(200, node.toString()).as(type));
        }
        return all;
    }
}
