package io.rollcall.group;

import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;

/** Carries out what people ask at the command line or in the table. Called by a timer. */
public final class Requests {
    private final RequestStore store;
    private final Responses responses;
    private final AlertGroups groups;
    private final DatabaseState database;

    public Requests(RequestStore store, Responses responses, AlertGroups groups, DatabaseState database) {
        this.store = store;
        this.responses = responses;
        this.groups = groups;
        this.database = database;
    }

    /** Answers what is open, once all that was told in the last run is known. */
    public void takeUp() {
        if (!database.up() || !groups.isComplete()) {
            return;
        }
        try {
            store.open().forEach(request -> store.answer(request.id(), answer(request)));
            database.reached();
        } catch (StoreException e) {
            database.missed(e);
        }
    }

    private Responses.Answer answer(RequestStore.Request request) {
        return switch (request.action()) {
            case "acknowledge" -> responses.acknowledge(request.topic(), request.who(), request.over());
            case "escalate" -> responses.escalate(request.topic(), request.who(), request.over());
            default -> responses.release(request.topic(), request.who(), request.over());
        };
    }
}
