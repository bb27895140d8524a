package io.rollcall.notify;

import io.rollcall.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what was given up to the outbox again when someone has asked for it. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterStore store;
    private final Outbox outbox;

    public DeadLetters(DeadLetterStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /** The outbox keeps it before it is forgotten here: a crash in between forgets nothing. */
    public void takeUp() {
        try {
            for (Notification dead : store.requested()) {
                outbox.again(dead);
                store.forget(dead.id());
                LOG.info("Notification taken up again {}", dead.facts());
            }
        } catch (StoreException e) {
            LOG.debug("Dead letters not read, the database is away", e);
        }
    }
}
