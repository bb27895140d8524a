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
import java.util.stream.Stream;
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
    private final Set<String> escalations;
    private final Recipients recipients;
    private final List<Problem> unreachable = new ArrayList<>();

    private enum Kind {
        DIRECT,
        CHANNEL,
        SERVICE,
        ESCALATION
    }

    private record Reference(Kind kind, String name, String file, int line, String key) {}

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
        List<Declaration> declarations =
                files.stream().flatMap(file -> file.declarations().stream()).toList();
        recipients = new Recipients(declarations);
        escalations = declarations.stream()
                .filter(declaration -> declaration.kind().equals("escalation"))
                .map(Declaration::key)
                .collect(Collectors.toCollection(TreeSet::new));
        declarations.stream()
                .filter(declaration -> declaration.kind().equals("escalation"))
                .forEach(this::escalation);
        files.stream().filter(file -> !file.holdsIntegrations()).forEach(file -> {
            LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
            new Compose(settings).composeString(file.text()).ifPresent(root -> walk(file.name(), "", root));
        });
    }

    /** Names in these files, which are all there are, that nothing answers to: where each stands and what may be meant. */
    public static List<Problem> problems(Collection<RouteFile> files) {
        RouteReferences all = new RouteReferences(files);
        Stream<Problem> unknown = all.references.stream()
                .filter(reference -> !all.exists(reference))
                .map(all::problem);
        return Stream.concat(unknown, all.unreachable.stream()).toList();
    }

    private boolean exists(Reference reference) {
        return switch (reference.kind()) {
            case DIRECT -> consumers.stream().anyMatch(consumes("direct:" + reference.name()));
            case CHANNEL -> consumers.contains(CHANNEL + reference.name());
            case SERVICE -> keys.contains(reference.name());
            case ESCALATION -> escalations.contains(reference.name());
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
                    case ESCALATION ->
                        "no file declares an escalation '" + name + "'" + Nearest.hint(name, escalations);
                };
        return new Problem(reference.file(), reference.line(), reference.key(), message);
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
            receiver(file, parameters);
        }
        if (!name.equals("from")) {
            direct(file, whole, written == null ? uri : written);
            return;
        }
        consumers.add(plain(whole));
        if (whole.startsWith("alert:") && parameters != null) {
            Node services = RouteFileReader.child(parameters, "services");
            if (services != null) {
                each(Kind.SERVICE, file, "services", services);
            }
        }
    }

    private void direct(String file, String uri, Node at) {
        Matcher called = STATIC_DIRECT.matcher(uri);
        if (called.matches()) {
            references.add(new Reference(Kind.DIRECT, called.group(1), file, RouteFileReader.line(at), "direct"));
        }
    }

    private void each(Kind kind, String file, String key, @Nullable Node at) {
        if (at != null) {
            Recipients.names(text(at))
                    .forEach(name -> references.add(new Reference(kind, name, file, RouteFileReader.line(at), key)));
        }
    }

    private void receiver(String file, Node parameters) {
        Node channels = RouteFileReader.child(parameters, "channels");
        each(Kind.CHANNEL, file, "channels", channels);
        each(Kind.ESCALATION, file, "escalation", RouteFileReader.child(parameters, "escalation"));
        Node to = RouteFileReader.child(parameters, "to");
        if (to != null) {
            int line = RouteFileReader.line(to);
            Recipients.names(text(to)).forEach(name -> recipients
                    .problem(name, Recipients.names(text(channels)))
                    .ifPresent(problem -> unreachable.add(new Problem(file, line, "to", problem))));
        }
    }

    private void escalation(Declaration declaration) {
        int line = declaration.lines().getOrDefault("steps", declaration.line());
        declaration
                .parameters()
                .getOrDefault("steps", "")
                .lines()
                .filter(text -> !text.isBlank())
                .forEach(text -> {
                    Recipients.Step step = Recipients.Step.of(text);
                    step.channels()
                            .forEach(channel -> references.add(
                                    new Reference(Kind.CHANNEL, channel, declaration.file(), line, "steps")));
                    step.to().forEach(name -> recipients
                            .problem(name, step.channels())
                            .ifPresent(problem -> unreachable.add(declaration.problem("steps", problem))));
                });
    }

    private static String plain(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst("^(direct|seda)://", "$1:");
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
