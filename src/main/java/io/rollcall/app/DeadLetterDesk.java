package io.rollcall.app;

import io.rollcall.notify.DeadLetter;
import io.rollcall.notify.DeadLetterStore;
import io.rollcall.store.StoreException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What commands may ask and do about messages that could not be delivered; with an engine running or without. */
public final class DeadLetterDesk {
    private DeadLetterDesk() {}

    /** All of them, the oldest first. Throws StoreException when the database is away. */
    public static List<DeadLetter> list(Settings settings) {
        return with(settings, DeadLetterStore::all);
    }

    /** Asks for these to be delivered again, and answers which there are not. Throws StoreException as above. */
    public static List<UUID> replay(Settings settings, List<UUID> ids) {
        return with(
                settings, store -> ids.stream().filter(id -> !store.replay(id)).toList());
    }

    /** Asks for all to be delivered again, and answers how many there are. Throws StoreException as above. */
    public static int replayAll(Settings settings) {
        return with(settings, DeadLetterStore::replayAll);
    }

    private static <T> T with(Settings settings, Function<DeadLetterStore, T> task) {
        try (Memory memory = Memory.open(settings)) {
            return task.apply(memory.deadLetters()
                    .orElseThrow(() -> new StoreException("The database is away", new IllegalStateException())));
        }
    }
}
