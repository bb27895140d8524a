package io.rollcall.push;

import java.util.function.Predicate;

/** Ends the subscriptions of whoever is there no longer. */
public final class Owners {
    private final Subscriptions subscriptions;
    private final Predicate<String> stillThere;

    /** @param stillThere whether there may still be a caller of that name */
    public Owners(Subscriptions subscriptions, Predicate<String> stillThere) {
        this.subscriptions = subscriptions;
        this.stillThere = stillThere;
    }

    /** Looks at all of them. Called by a timer. */
    public void follow() {
        subscriptions.keepOf(stillThere);
    }
}
