package io.rollcall.routefile;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import io.rollcall.spelling.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Does everything that route files call by name exist? Camel finds a {@code direct:} without a consumer, a channel without a
 * route and a rule about nothing only when a message passes, which for an alarm is too late.
 */
public final class RouteReferences {
    private static final String CHANNEL = "seda:channel-";
    private static final Pattern STATIC_DIRECT = Pattern.compile("direct:(?://)?([\\w.-]+)");

    private final List<Reference> references = new ArrayList<>();
    private final Set<String> consumers = new TreeSet<>();
    private final Set<String> keys;

    private enum Kind {
        DIRECT,
        CHANNEL,
        SERVICE
    }

    private record Reference(Kind kind, String name, String file, int line) {}

    private RouteReferences(Collection<RouteFile> files) {
        Set<String> kinds = files.stream()
                .flatMap(file -> file.templates().stream())
                .map(Template::id)
                .collect(Collectors.toSet());
        // Other declarations are inhibitions, calendars and the like.
        keys = files.stream()
                .flatMap(file -> file.declarations().stream())
                .filter(declaration -> kinds.contains(declaration.kind()))
                .map(Declaration::key)
                .collect(Collectors.toCollection(TreeSet::new));
        files.stream().filter(file -> !file.holdsIntegrations()).forEach(file -> {
            LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
            new Compose(settings).composeString(file.text()).ifPresent(root -> walk(file.name(), "", root));
        });
    }

    /** Names in these files, which are all there are, that nothing answers to: where each stands and what may be meant. */
    public static List<Problem> problems(Collection<RouteFile> files) {
        RouteReferences all = new RouteReferences(files);
        return all.references.stream()
                .filter(reference -> !all.exists(reference))
                .map(all::problem)
                .toList();
    }

    private boolean exists(Reference reference) {
        return switch (reference.kind()) {
            case DIRECT -> consumers.stream().anyMatch(consumes("direct:" + reference.name()));
            case CHANNEL -> consumers.contains(CHANNEL + reference.name());
            case SERVICE -> keys.contains(reference.name());
        };
    }

    /** A placeholder in the name of a template's consumer stands for any text. */
    private static Predicate<String> consumes(String uri) {
        return consumer -> consumer.startsWith("direct:")
                && uri.matches(Pattern.quote(consumer).replaceAll("\\{\\{[^}]*}}", "\\\\E.+\\\\Q"));
    }

    private Problem problem(Reference reference) {
        String name = reference.name();
        String message =
                switch (reference.kind()) {
                    case DIRECT -> "no route begins with direct:" + name + Nearest.hint(name, names("direct:"));
                    case CHANNEL ->
                        "no channel '" + name + "', as no route begins with " + CHANNEL + name
                                + Nearest.hint(name, names(CHANNEL));
                    case SERVICE -> "no file declares an integration '" + name + "'" + Nearest.hint(name, keys);
                };
        String key =
                switch (reference.kind()) {
                    case DIRECT -> "direct";
                    case CHANNEL -> "channels";
                    case SERVICE -> "services";
                };
        return new Problem(reference.file(), reference.line(), key, message);
    }

    private List<String> names(String start) {
        return consumers.stream()
                .filter(consumer -> consumer.startsWith(start) && !consumer.contains("{{"))
                .map(consumer -> consumer.substring(start.length()))
                .toList();
    }

    /** Looks at what stands under {@code name}, and at everything below it. */
    private void walk(String file, String name, Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(child -> walk(file, name, child));
        } else if (node instanceof MappingNode map) {
            endpoint(file, name, map);
            for (NodeTuple tuple : map.getValue()) {
                String child = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                boolean own = child.equals("uri") || name.equals("parameters") || child.equals("description");
                if (!own) {
                    walk(file, child, tuple.getValueNode());
                }
            }
        } else if (node instanceof ScalarNode text && name.equals("from")) {
            consumers.add(plain(text.getValue()));
        } else if (node instanceof ScalarNode text) {
            direct(file, text.getValue(), text);
        }
    }

    private void endpoint(String file, String name, MappingNode map) {
        if (!(RouteFileReader.child(map, "uri") instanceof ScalarNode uri)) {
            return;
        }
        Node parameters = RouteFileReader.child(map, "parameters");
        boolean named = uri.getValue().equals("direct") || uri.getValue().equals("seda");
        Node written = named && parameters != null ? RouteFileReader.child(parameters, "name") : uri;
        String whole = named ? uri.getValue() + ":" + text(written) : uri.getValue();
        if (whole.startsWith("tell:") && parameters != null) {
            Node channels = RouteFileReader.child(parameters, "channels");
            if (channels != null) {
                each(Kind.CHANNEL, text(channels), file, channels);
            }
        }
        if (!name.equals("from")) {
            direct(file, whole, written == null ? uri : written);
            return;
        }
        consumers.add(plain(whole));
        if (whole.startsWith("alert:") && parameters != null) {
            Node services = RouteFileReader.child(parameters, "services");
            if (services != null) {
                each(Kind.SERVICE, text(services), file, services);
            }
        }
    }

    private void direct(String file, String uri, Node at) {
        Matcher called = STATIC_DIRECT.matcher(uri);
        if (called.matches()) {
            references.add(new Reference(Kind.DIRECT, called.group(1), file, RouteFileReader.line(at)));
        }
    }

    private void each(Kind kind, String names, String file, Node at) {
        for (String name : names.split(",", -1)) {
            if (!name.isBlank() && !name.contains("{{")) {
                references.add(new Reference(kind, name.strip(), file, RouteFileReader.line(at)));
            }
        }
    }

    private static String plain(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst("^(direct|seda)://", "$1:");
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
