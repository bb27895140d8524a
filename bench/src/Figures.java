import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run showed.
 *
 * @param first seconds from the start of the process until checks run, on a fresh database
 * @param ready the same at any later start, as are all figures that follow
 * @param round seconds from the start of the process until every integration had been checked once
 * @param start processor seconds of the engine until then
 * @param looked what {@link Viewers} found; empty without any
 */
record Figures(
        LoadRun run,
        double first,
        double ready,
        double round,
        double start,
        Sample before,
        Sample after,
        String looked,
        State state) {
    static final String HEAD =
            """
            | integrations | interval | kinds | checks/s | s/1,000: engine | database | together | cores | first ready s | ready s | all checked s \
            | resident MB | live heap MB | missed | lost | backlog | load | viewed: p50, p99, worst ms, failed, messages/s; undisturbed by the host: p99, worst ms |
            |--:|--:|--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|""";

    /**
     * How it was at the end.
     *
     * @param resident main memory of the engine, the database apart, in megabytes
     * @param heap its heap after a full collection, in megabytes
     * @param missed beats that passed while it measured because the check before was not done
     * @param lost checks without an outcome, and outcomes that were not kept
     * @param backlog entries that waited for the database
     * @param alerts rules that fired: none should
     * @param load the machine's load average over the last minute: well above its processors, others worked on it too
     */
    record State(
            double resident, double heap, double missed, double lost, double backlog, double alerts, double load) {}

    /** By what they are called in the JSON, in order. */
    Map<String, Object> values() {
        double seconds = after.seconds() - before.seconds();
        double checks = before.count().perSecond(after.count()) * seconds;
        double engine = after.engine() - before.engine();
        double database = after.database() - before.database();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("integrations", run.integrations());
        values.put("interval", run.interval());
        values.put("kinds", run.mixed() ? "mixed" : "http");
        values.put("checksPerSecond", rounded(checks / seconds, 10));
        values.put("engineSecondsPer1000", rounded(engine / checks * 1000, 1000));
        values.put("databaseSecondsPer1000", rounded(database / checks * 1000, 1000));
        values.put("secondsPer1000", rounded((engine + database) / checks * 1000, 1000));
        values.put("cores", rounded((engine + database) / seconds, 100));
        values.put("firstReadySeconds", rounded(first, 10));
        values.put("readySeconds", rounded(ready, 10));
        values.put("allCheckedSeconds", rounded(round, 10));
        values.put("residentMegabytes", Math.round(state.resident()));
        values.put("liveHeapMegabytes", Math.round(state.heap()));
        values.put("missed", Math.round(state.missed()));
        values.put("lost", Math.round(state.lost()));
        values.put("backlog", Math.round(state.backlog()));
        values.put("load", rounded(state.load(), 10));
        values.put("viewed", looked);
        values.put("startProcessorSeconds", rounded(start, 10));
        values.put("alerts", Math.round(state.alerts()));
        return values;
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    String row() {
        return values().entrySet().stream()
                .filter(value -> !value.getKey().equals("startProcessorSeconds") && !value.getKey().equals("alerts"))
                .map(value -> value.getValue() instanceof Integer count
                        ? String.format(Locale.ROOT, "%,d", count)
                        : value.getValue().toString())
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    String json() {
        return values().entrySet().stream()
                .map(value -> '"' + value.getKey() + "\": "
                        + (value.getValue() instanceof String text ? '"' + text + '"' : value.getValue()))
                .collect(Collectors.joining(", ", "    {", "}"));
    }
}
