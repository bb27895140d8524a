package io.rollcall.camel;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.DependsOn;
import io.rollcall.integration.Integration;
import io.rollcall.integration.IntegrationReader;
import io.rollcall.integration.Integrations;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.SettingsRow;
import io.rollcall.integration.SettingsTable;
import io.rollcall.integration.Template;
import io.rollcall.judge.Judge;
import io.rollcall.schedule.Schedule;
import io.rollcall.spelling.Nearest;
import io.rollcall.store.DatabaseState;
import io.rollcall.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roll of integrations: brings what files and the table say about each together, and gives each its check route,
 * breaker and place in the schedule. What did not change is not touched. Thread-safe.
 */
public final class Roll {
    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);

    private final CheckRoutes routes;
    private final Integrations integrations;
    private final IntegrationReader reader;
    private final Schedule schedule;
    private final Breakers breakers;
    private final Judge judge;
    private final Definitions definitions;
    private final SettingsTable table;
    private final DatabaseState database;
    private final Consumer<Integration> unwatched;

    private Map<String, Declaration> declared = Map.of();
    private Map<String, Template> templates = Map.of();
    private long version;
    private boolean undeclared;

    /**
     * A roll that keeps routes in that context.
     *
     * @param unwatched is told each integration that is no longer checked, removed or disabled, while its state is known
     */
    public Roll(
            CamelContext context,
            Parts parts,
            SettingsTable table,
            DatabaseState database,
            Consumer<Integration> unwatched) {
        this.routes = new CheckRoutes(context);
        this.integrations = parts.integrations();
        this.reader = parts.reader();
        this.schedule = parts.schedule();
        this.breakers = parts.breakers();
        this.judge = parts.judge();
        this.definitions = parts.definitions();
        this.table = table;
        this.database = database;
        this.unwatched = unwatched;
    }

    /** What the roll keeps in step. */
    public record Parts(
            Integrations integrations,
            IntegrationReader reader,
            Schedule schedule,
            Breakers breakers,
            Judge judge,
            Definitions definitions) {
        /** Without anything but integrations. */
        public Parts(
                Integrations integrations,
                IntegrationReader reader,
                Schedule schedule,
                Breakers breakers,
                Judge judge) {
            this(integrations, reader, schedule, breakers, judge, Definitions.none());
        }
    }

    /**
     * Reads all declarations against the templates without changing anything.
     *
     * @throws InvalidConfigurationException with every problem found
     */
    public List<Integration> read(Collection<Declaration> declarations, Map<String, Template> kinds) {
        List<Problem> problems = new ArrayList<>();
        List<Integration> read = new ArrayList<>();
        Map<String, Declaration> seen = new LinkedHashMap<>();
        for (Declaration declaration : declarations) {
            Declaration twin = seen.putIfAbsent(declaration.key(), declaration);
            Template template = kinds.get(declaration.kind());
            if (twin != null) {
                problems.add(declaration.problem(
                        "routeId", "this name is taken by " + twin.file() + ":" + twin.line() + "; choose another"));
            } else if (definitions.has(declaration)) {
                // has no route and is read below
            } else if (template == null) {
                problems.add(declaration.problem(
                        "routeTemplateRef",
                        "no template '" + declaration.kind() + "'" + Nearest.hint(declaration.kind(), words(kinds))));
            } else {
                Integration integration = reader.read(declaration, template, problems);
                if (integration != null) {
                    read.add(integration);
                }
            }
        }
        definitions.inspect(declarations, problems);
        DependsOn.complain(declarations, read, seen.keySet(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return read;
    }

    /**
     * Makes these declarations the ones that are watched: adds, changes and removes just what differs.
     *
     * @throws InvalidConfigurationException with every problem found; then nothing has changed
     */
    public synchronized void declare(Collection<Declaration> declarations, Map<String, Template> kinds) {
        List<Integration> read = read(declarations, kinds);
        Map<String, Declaration> now = new LinkedHashMap<>();
        declarations.stream()
                .filter(declaration -> !definitions.has(declaration))
                .forEach(declaration -> now.put(declaration.key(), declaration));
        definitions.take(declarations);
        Set<String> gone = new HashSet<>(declared.keySet());
        gone.removeAll(now.keySet());
        declared = now;
        templates = Map.copyOf(kinds);
        gone.forEach(this::remove);
        undeclared = true;
        followTable();
        // Where the table is out of reach, or has nothing to say, the file decides.
        read.stream()
                .filter(integration ->
                        undeclared || integrations.find(integration.key()).isEmpty())
                .forEach(this::apply);
    }

    /** Takes over what changed in the table since the last time; declares the files' integrations there first if need be. */
    public synchronized void followTable() {
        if (!database.up()) {
            return;
        }
        try {
            meetTable();
            database.reached();
        } catch (StoreException e) {
            database.missed(e);
        }
    }

    /** The same, whether the database is known to answer or not. Throws StoreException when it does not. */
    public synchronized void meetTable() {
        if (undeclared) {
            table.declare(declared.values(), read(declared.values(), templates));
            undeclared = false;
        }
        for (SettingsRow row : table.changedSince(version)) {
            version = Math.max(version, row.version());
            adopt(row);
        }
        integrations.plan(table.maintenance());
    }

    /** Whether one of that key is watched that no file declares. */
    public synchronized boolean isAdded(String key) {
        return integrations.find(key).isPresent() && !declared.containsKey(key);
    }

    /** What would be wrong with an integration that stood so in the table; nothing when it would be taken over. */
    public synchronized List<Problem> complaints(Declaration declaration) {
        List<Problem> problems = new ArrayList<>();
        Template template = templates.get(declaration.kind());
        if (integrations.find(declaration.key()).isEmpty() && routes.isTaken(declaration.key())) {
            problems.add(declaration.problem("key", "a route of Rollcall has this name; choose another"));
        }
        if (template == null) {
            problems.add(
                    declaration.problem("type", "no such kind" + Nearest.hint(declaration.kind(), templates.keySet())));
        } else {
            reader.read(declaration, template, problems);
        }
        return problems;
    }

    /** Makes the routes of all instances of these kinds anew, after their template has changed. */
    public synchronized void replaceInstances(Set<String> kinds) {
        for (Integration integration : integrations.all()) {
            if (kinds.contains(integration.kind())) {
                routes.remove(integration.key());
                addRoute(integration);
            }
        }
    }

    private Set<String> words(Map<String, Template> kinds) {
        Set<String> words = new HashSet<>(kinds.keySet());
        words.addAll(definitions.words());
        return words;
    }

    private void adopt(SettingsRow row) {
        if (row.removed()) {
            if (!declared.containsKey(row.key())) {
                remove(row.key());
            }
            return;
        }
        Declaration declaration = declared.get(row.key());
        if (declaration == null && row.declared()) {
            return;
        }
        Declaration effective = declaration == null
                ? Declaration.ofRow(row.key(), row.kind(), row.parameters())
                : new Declaration(row.key(), declaration.kind(), row.parameters(), Declaration.TABLE, 0, Map.of());
        if (integrations.find(row.key()).isEmpty() && routes.isTaken(row.key())) {
            LOG.warn("Row ignored integration={} reason=a route of Rollcall has this name", row.key());
            return;
        }
        Template template = templates.get(effective.kind());
        List<Problem> problems = new ArrayList<>();
        Integration integration = template == null ? null : reader.read(effective, template, problems);
        if (integration != null) {
            apply(integration);
        } else if (template == null) {
            LOG.warn(
                    "Row ignored integration={} reason=no template '{}'{}",
                    row.key(),
                    effective.kind(),
                    Nearest.hint(effective.kind(), templates.keySet()));
        } else {
            LOG.warn("Row ignored, the settings before it go on integration={} problems={}", row.key(), problems);
        }
    }

    private void apply(Integration integration) {
        Integration before = integrations.find(integration.key()).orElse(null);
        if (integration.equals(before)) {
            return;
        }
        boolean newBreaker = breakers.put(integration);
        integrations.put(integration);
        if (before != null && (newBreaker || !before.kind().equals(integration.kind()))) {
            routes.remove(integration.key());
            before = null;
        }
        if (before == null) {
            addRoute(integration);
        }
        schedule.put(integration);
        if (!integration.cadence().enabled()) {
            unwatched.accept(integration);
        }
    }

    private void remove(String key) {
        Integration integration = integrations.find(key).orElse(null);
        if (integration == null) {
            return;
        }
        schedule.remove(key);
        integrations.remove(key);
        unwatched.accept(integration);
        routes.remove(key);
        breakers.remove(key);
        judge.forget(key);
        LOG.info("Integration removed integration={}", key);
    }

    private void addRoute(Integration integration) {
        routes.add(integration, templates.get(integration.kind()));
    }
}
