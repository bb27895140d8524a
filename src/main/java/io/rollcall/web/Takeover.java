package io.rollcall.web;

import io.rollcall.alert.CustomRule;
import io.rollcall.mute.Draft;
import io.rollcall.mute.Silence;
import io.rollcall.mute.Silences;
import io.rollcall.store.Jdbc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes true what an import plans, all of it or nothing: rows in one transaction; files and silences, which no transaction
 * knows, are taken back when it fails.
 */
public final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    private final Jdbc jdbc;
    private final Desks desks;
    private final Silences silences;
    private final CustomRules rules;

    /** Who keeps rows, in whatever transaction. */
    public interface Desks {
        SettingsDesk settings(Jdbc jdbc);

        /** Has the engine take over what is in the tables by now. */
        void follow();
    }

    public Takeover(Jdbc jdbc, Desks desks, Silences silences, CustomRules rules) {
        this.jdbc = jdbc;
        this.desks = desks;
        this.silences = silences;
        this.rules = rules;
    }

    /** The tables within the transaction. */
    record Books(SettingsDesk settings, MaintenanceStore maintenance) {}

    /** What is to be done. */
    record Plan(
            List<TransferApi.Step> steps, List<Consumer<Books>> rows, List<Draft> silences, List<CustomRule> rules) {
        Plan() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Throws what would go wrong, as far as it is rows; changes nothing. */
    void rehearse(Plan plan) {
        jdbc.rehearse(own -> write(plan, own));
    }

    private void write(Plan plan, Jdbc own) {
        Books books = new Books(desks.settings(own), new MaintenanceStore(own));
        plan.rows().forEach(row -> row.accept(books));
    }

    /** Throws what went wrong; then all is as before. */
    void carryOut(Plan plan) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try {
            // Before the transaction, which would hold rows that the engine may write as it looks at its files.
            Map<String, CustomRule> before = rules.all();
            for (CustomRule rule : plan.rules()) {
                rules.put(rule);
                CustomRule other = before.get(rule.id());
                undo.push(() -> back(rule, other == null ? List.of() : List.of(other)));
            }
            jdbc.together(own -> {
                write(plan, own);
                List<Silence> added = Refused.checked("silences", () -> silences.addAll(plan.silences()));
                added.forEach(silence -> undo.push(() -> silences.expire(silence.id())));
            });
        } catch (RuntimeException e) {
            undo.forEach(Takeover::run);
            throw e;
        }
        desks.follow();
    }

    private void back(CustomRule rule, List<CustomRule> before) {
        if (before.isEmpty()) {
            rules.remove(rule.id());
        } else {
            before.forEach(rules::put);
        }
    }

    /** One that cannot be taken back does not keep the others from it. */
    private static void run(Runnable undo) {
        try {
            undo.run();
        } catch (RuntimeException e) {
            LOG.error("Import failed, and a part of it could not be taken back", e);
        }
    }
}
