package io.rollcall.camel;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteReferences;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
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
    private final Set<Path> rejected = new HashSet<>();
    private Map<Path, RouteFile> live = new TreeMap<>();

    public RouteLoader(CamelContext context, RouteFiles files, RouteTrial trial, Roll roll) {
        this.context = context;
        this.files = files;
        this.trial = trial;
        this.roll = roll;
    }

    /**
     * Loads every file into the context that has not started yet.
     *
     * @throws InvalidConfigurationException with every problem found
     */
    public void load(Predicate<RouteFile> wanted) {
        inspect();
        loadNow(routeFiles().stream().filter(wanted).toList());
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
        complainAboutTwins(routeFiles());
        roll.read(declarations(live), templates(live));
        complain(RouteReferences.problems(live.values()));
    }

    private List<RouteFile> routeFiles() {
        return live.values().stream().filter(file -> !file.holdsIntegrations()).toList();
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

    /** Takes over what changed in the folders since the last look. Called by a timer route. */
    public void reload() {
        RouteFiles.Change change = files.look();
        change.problems().forEach(RouteLoader::reject);
        if (change.changed().isEmpty()) {
            return;
        }
        // What was rejected may be right by now: what it lacked may be among the changes.
        Set<Path> paths = new TreeSet<>(change.changed());
        paths.addAll(rejected);
        rejected.clear();
        List<Problem> lost = RouteReferences.problems(change.files().values());
        Set<String> names = paths.stream().map(Path::toString).collect(Collectors.toSet());
        for (Path path : paths) {
            RouteFile before = live.get(path);
            RouteFile after = change.files().get(path);
            if (before == null && after == null) {
                continue;
            }
            try {
                complainAboutLost(path, lost, names);
                replace(path, before, after);
                LOG.info(
                        "Route file {} file={}",
                        before == null ? "added" : after == null ? "removed" : "reloaded",
                        path);
            } catch (InvalidConfigurationException e) {
                rejected.add(path);
                e.problems().forEach(RouteLoader::reject);
            }
        }
    }

    /** A file must not name what is not there, nor take away what a file names that has not changed. */
    private static void complainAboutLost(Path path, List<Problem> lost, Set<String> changed) {
        complain(lost.stream()
                .filter(problem -> problem.file().equals(path.toString()) || !changed.contains(problem.file()))
                .toList());
    }

    private void replace(Path path, @Nullable RouteFile before, @Nullable RouteFile after) {
        Map<Path, RouteFile> next = new TreeMap<>(live);
        if (after == null) {
            next.remove(path);
        } else {
            next.put(path, after);
        }
        roll.read(declarations(next), templates(next));
        if (after != null) {
            complainAboutTakenIds(path, after);
            if (!after.holdsIntegrations()) {
                trial.attempt(after);
            }
        }
        Map<String, Object> old = before == null || before.holdsIntegrations() ? Map.of() : before.content();
        Map<String, Object> fresh = after == null || after.holdsIntegrations() ? Map.of() : after.content();
        if (!old.equals(fresh)) {
            swap(path, before, after, old, fresh);
        }
        live = next;
        roll.declare(declarations(next), templates(next));
        Set<String> templates = new HashSet<>();
        fresh.forEach((id, content) -> {
            if (id.startsWith("routeTemplate ") && old.containsKey(id) && !content.equals(old.get(id))) {
                templates.add(id.substring("routeTemplate ".length()));
            }
        });
        roll.replaceInstances(templates);
    }

    private void swap(
            Path path,
            @Nullable RouteFile before,
            @Nullable RouteFile after,
            Map<String, Object> old,
            Map<String, Object> fresh) {
        if (!configurations(old).equals(configurations(fresh))) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    path.toString(),
                    0,
                    "routeConfiguration",
                    "a changed route configuration takes effect at the next start")));
        }
        remove(before);
        if (after == null) {
            return;
        }
        try {
            loadNow(List.of(after));
        } catch (RuntimeException e) {
            remove(after);
            if (before != null) {
                loadNow(List.of(before));
            }
            throw e;
        }
    }

    private void remove(@Nullable RouteFile file) {
        if (file == null || file.holdsIntegrations()) {
            return;
        }
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

    private static Map<String, Object> configurations(Map<String, Object> content) {
        Map<String, Object> configurations = new HashMap<>(content);
        configurations.keySet().removeIf(id -> !id.startsWith("routeConfiguration "));
        return configurations;
    }

    private void loadNow(List<RouteFile> routes) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(routes.stream().map(RouteLoader::resource).toList());
        } catch (Exception e) {
            throw new InvalidConfigurationException(trial.problems(routes, e));
        }
    }

    static Resource resource(RouteFile file) {
        return ResourceHelper.fromBytes("file:" + file.name(), file.text().getBytes(StandardCharsets.UTF_8));
    }

    private void complainAboutTakenIds(Path path, RouteFile after) {
        Map<Path, RouteFile> others = new TreeMap<>(live);
        others.remove(path);
        List<RouteFile> all = new ArrayList<>(others.values());
        all.add(after);
        complainAboutTwins(all);
    }

    static void complainAboutTwins(List<RouteFile> files) {
        Map<String, String> taken = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (RouteFile file : files) {
            for (RouteFile.Entry entry : file.entries()) {
                String owner = entry.id().isEmpty() || file.holdsIntegrations()
                        ? null
                        : taken.putIfAbsent(entry.kind() + " " + entry.id(), file.name() + ":" + entry.line());
                if (owner != null) {
                    problems.add(new Problem(
                            file.name(),
                            entry.line(),
                            "id",
                            "'" + entry.id() + "' is taken by " + owner + "; choose another"));
                }
            }
        }
        complain(problems);
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

    private static void reject(Problem problem) {
        LOG.error("Route file rejected, the old version goes on: {}", problem);
    }
}
