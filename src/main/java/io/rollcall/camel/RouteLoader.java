package io.rollcall.camel;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteFileReader;
import io.rollcall.routefile.RouteReferences;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads route files at start, and takes over changed ones while the engine runs, all or nothing: a file with a mistake is
 * named with its line and the old version goes on. Camel's own reload does not serve templated routes.
 */
public final class RouteLoader {
    private static final Logger LOG = LoggerFactory.getLogger(RouteLoader.class);

    private final CamelContext context;
    private final RouteFiles files;
    private final RouteTrial trial;
    private final Roll roll;
    private final Consumer<String> retired;
    private Map<Path, RouteFile> live = new TreeMap<>();
    private Set<Problem> told = Set.of();

    /**
     * A loader of those files into that context.
     *
     * @param retired is told the name of each alert rule that is removed for good, while its route still runs
     */
    public RouteLoader(CamelContext context, RouteFiles files, RouteTrial trial, Roll roll, Consumer<String> retired) {
        this.context = context;
        this.files = files;
        this.trial = trial;
        this.roll = roll;
        this.retired = retired;
    }

    /**
     * Loads every file into the context that has not started yet.
     *
     * @throws InvalidConfigurationException with every problem found
     */
    public void load(Predicate<RouteFile> wanted) {
        inspect();
        loadNow(live.values().stream()
                .filter(file -> !file.holdsIntegrations())
                .filter(wanted)
                .toList());
        roll.declare(declarations(live), templates(live));
    }

    /**
     * Reads every file and finds what can be found wrong without Camel.
     *
     * @throws InvalidConfigurationException with every problem of the first kind found
     */
    public void inspect() {
        RouteFiles.Change change = files.look();
        complain(change.problems());
        live = change.files();
        complainAboutTwins(live.values());
        roll.read(declarations(live), templates(live));
        complain(RouteReferences.problems(live.values()));
    }

    private static void complain(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /** The files that are live. */
    public List<RouteFile> files() {
        return List.copyOf(live.values());
    }

    /**
     * Takes over what changed in the folders since the last look, all of it but files with a mistake, which it answers.
     * Called by a timer, and by whoever has just written a file.
     */
    public synchronized List<Problem> reload() {
        RouteFiles.Change change = files.look();
        Set<Problem> found = new LinkedHashSet<>(change.problems());
        if (!change.changed().isEmpty()) {
            takeOver(change.files(), found);
        }
        found.stream()
                .filter(problem -> !told.contains(problem))
                .forEach(problem -> LOG.error("Route file rejected, the old version goes on: {}", problem));
        if (!change.changed().isEmpty() || !found.isEmpty()) {
            told = found;
        }
        return List.copyOf(found);
    }

    private void takeOver(Map<Path, RouteFile> fresh, Set<Problem> found) {
        // Those that were refused before are tried again: what they lacked may have come.
        Set<Path> open = new TreeSet<>(live.keySet());
        open.addAll(fresh.keySet());
        open.removeIf(path -> Objects.equals(live.get(path), fresh.get(path)));
        while (!open.isEmpty()) {
            try {
                replace(open, fresh);
                return;
            } catch (InvalidConfigurationException e) {
                found.addAll(e.problems());
                boolean told = open.removeIf(path ->
                        e.problems().stream().anyMatch(problem -> problem.file().equals(path.toString())));
                if (!told) {
                    return;
                }
            }
        }
    }

    private void replace(Set<Path> changed, Map<Path, RouteFile> files) {
        // Changed files last: of two that claim the same name, the one that came later is at fault.
        Map<Path, RouteFile> next = new LinkedHashMap<>(live);
        next.keySet().removeAll(changed);
        changed.stream().filter(files::containsKey).forEach(path -> next.put(path, files.get(path)));
        roll.read(declarations(next), templates(next));
        compare(next.values());
        Swap swap = Swap.of(changed, live, next);
        if (!swap.unchangeable().isEmpty()) {
            throw new InvalidConfigurationException(swap.unchangeable());
        }
        swap.after().forEach(trial::attempt);
        swap(swap);
        changed.forEach(path -> {
            String what = !live.containsKey(path) ? "added" : !next.containsKey(path) ? "removed" : "reloaded";
            LOG.info("Route file {} file={}", what, path);
        });
        live = new TreeMap<>(next);
        roll.declare(declarations(live), templates(live));
        roll.replaceInstances(swap.changedTemplates());
    }

    private void compare(Collection<RouteFile> files) {
        complainAboutTwins(files);
        complainAboutAdded(files);
        complain(RouteReferences.problems(files));
    }

    /** What would be wrong with a file of routes that stood there so, beside those that are live. Changes nothing. */
    public synchronized List<Problem> complaints(Path path, String text) {
        try {
            RouteFile file = RouteFileReader.read(path.toString(), text);
            Map<Path, RouteFile> next = new LinkedHashMap<>(live);
            next.remove(path);
            next.put(path, file);
            compare(next.values());
            trial.attempt(file);
            return List.of();
        } catch (InvalidConfigurationException e) {
            return e.problems();
        }
    }

    private void swap(Swap swap) {
        swap.retiredRules().forEach(retired);
        swap.before().forEach(this::remove);
        try {
            loadNow(swap.after());
        } catch (InvalidConfigurationException e) {
            swap.after().forEach(this::remove);
            loadNow(swap.before());
            throw e;
        }
    }

    private void remove(RouteFile file) {
        try {
            for (String id : file.ids("route")) {
                if (context.getRoute(id) != null) {
                    context.getRouteController().stopRoute(id);
                    context.removeRoute(id);
                }
            }
            for (String id : file.ids("routeTemplate")) {
                ((ModelCamelContext) context).removeRouteTemplates(id);
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot remove the routes of " + file.name(), e);
        }
    }

    private void loadNow(List<RouteFile> routes) {
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(resources(routes));
        } catch (Exception e) {
            throw new InvalidConfigurationException(trial.problems(routes, e));
        }
    }

    /** What Camel reads; it refuses a file that holds nothing. */
    static List<Resource> resources(List<RouteFile> files) {
        return files.stream()
                .filter(file -> !file.entries().isEmpty())
                .map(file -> ResourceHelper.fromBytes(
                        "file:" + file.name(), file.text().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Integrations have routes of their own name, so they share their names with all other routes. */
    static void complainAboutTwins(Collection<RouteFile> files) {
        Map<String, String> taken = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (RouteFile.Entry entry : file.entries()) {
                boolean integration = entry.kind().equals("templatedRoute");
                String id = (integration ? "route" : entry.kind()) + " " + entry.id();
                String owner = entry.id().isEmpty() ? null : taken.putIfAbsent(id, file.name() + ":" + entry.line());
                if (owner != null) {
                    problems.add(new Problem(
                            file.name(),
                            entry.line(),
                            integration ? "routeId" : "id",
                            "'" + entry.id() + "' is taken by " + owner + "; choose another"));
                }
            }
        }
        complain(problems);
    }

    /** Camel would put such a route in place of the integration's. */
    private void complainAboutAdded(Collection<RouteFile> files) {
        complain(files.stream()
                .flatMap(file -> file.entries().stream()
                        .filter(entry -> entry.kind().equals("route") && roll.isAdded(entry.id()))
                        .map(entry -> new Problem(
                                file.name(),
                                entry.line(),
                                "id",
                                "'" + entry.id() + "' is taken by an integration that was added; choose another")))
                .toList());
    }

    static List<Declaration> declarations(Map<Path, RouteFile> files) {
        return files.values().stream()
                .flatMap(file -> file.declarations().stream())
                .toList();
    }

    static Map<String, Template> templates(Map<Path, RouteFile> files) {
        Map<String, Template> templates = new LinkedHashMap<>();
        files.values().forEach(file -> file.templates().forEach(template -> templates.put(template.id(), template)));
        return templates;
    }
}
