package io.rollcall.app;

import io.rollcall.alert.AlertRule;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.playback.Backtest;
import io.rollcall.playback.Comparison;
import io.rollcall.playback.Comparison.Pair;
import io.rollcall.playback.Fired;
import io.rollcall.playback.PastOutcomesStore;
import io.rollcall.spelling.Nearest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What would changed rules have made of recorded outcomes, beside what was made of them? Tells nobody. */
public final class RuleBacktest {
    private RuleBacktest() {}

    /**
     * What is asked.
     *
     * @param routes a folder with route files instead of those that are set, or null
     * @param rule the name of the only rule that counts, or null for all
     */
    public record Question(@Nullable String routes, Instant from, Instant to, @Nullable String rule) {}

    /**
     * What came of it.
     *
     * @param outcomes how many there were
     * @param undeclared integrations whose outcomes are left out because no file declares them
     * @param alerts in the order of time
     */
    public record Report(Instant from, Instant to, long outcomes, Set<String> undeclared, List<Pair> alerts) {}

    /**
     * Plays what the database has through the rules.
     *
     * @throws InvalidConfigurationException when files are wrong, the rule does not exist or the database is away
     */
    public static Report run(Settings settings, Question question) {
        Settings changed = question.routes() == null ? settings : settings.with("rollcall.routes", question.routes());
        Rehearsal.Blueprint written = Rehearsal.blueprint(changed);
        try (Memory memory = Memory.open(settings)) {
            PastOutcomesStore past = memory.past()
                    .orElseThrow(() -> wrong("rollcall.database.url", "the database is away, and with it the past"));
            // The others are played too: a rule may be silent while another fires.
            Backtest backtest =
                    new Backtest(written.integrations(), written.rules(), memory.maintenance(), question.from());
            past.outcomes(question.from().minus(Backtest.RUN_UP), question.to(), backtest::play);
            List<Fired> replayed = about(question.rule(), backtest.until(question.to()));
            List<Fired> recorded = about(question.rule(), past.fired(question.from(), question.to()));
            if (recorded.isEmpty()) {
                check(question.rule(), written.rules());
            }
            return new Report(
                    question.from(),
                    question.to(),
                    backtest.outcomes(),
                    new TreeSet<>(backtest.strangers()),
                    Comparison.of(replayed, recorded, question.to()));
        }
    }

    private static List<Fired> about(@Nullable String rule, List<Fired> all) {
        return all.stream()
                .filter(one -> rule == null || rule.equals(one.rule()))
                .toList();
    }

    /** A rule that is neither written nor has ever fired is misspelt. */
    private static void check(@Nullable String rule, List<AlertRule> written) {
        List<String> names = written.stream().map(AlertRule::name).toList();
        if (rule != null && !names.contains(rule)) {
            throw wrong("--rule", "no rule '" + rule + "'" + Nearest.hint(rule, names));
        }
    }

    private static InvalidConfigurationException wrong(String where, String what) {
        return new InvalidConfigurationException(List.of(new Problem(where, 0, null, what)));
    }
}
