package io.rollcall.app;

import io.rollcall.notify.InboxItem;
import io.rollcall.notify.InboxStore;
import io.rollcall.store.StoreException;
import java.util.List;
import java.util.function.Function;

/** What commands may ask and do about the inbox; with an engine running or without. */
public final class InboxDesk {
    private InboxDesk() {}

    /** The newest, the newest first. Throws StoreException when the database is away. */
    public static List<InboxItem> newest(Settings settings, boolean unreadOnly, int most) {
        return with(settings, store -> store.page(Long.MAX_VALUE, unreadOnly, most));
    }

    /** Marks these as read, and answers which there are not. Throws StoreException as above. */
    public static List<Long> read(Settings settings, List<Long> ids) {
        return with(
                settings, store -> ids.stream().filter(id -> !store.read(id)).toList());
    }

    /** Marks all as read, and answers how many. Throws StoreException as above. */
    public static int readAll(Settings settings) {
        return with(settings, InboxStore::readAll);
    }

    private static <T> T with(Settings settings, Function<InboxStore, T> task) {
        try (Memory memory = Memory.open(settings)) {
            return task.apply(memory.inbox()
                    .orElseThrow(() -> new StoreException("The database is away", new IllegalStateException())));
        }
    }
}
