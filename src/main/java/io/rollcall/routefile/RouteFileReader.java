package io.rollcall.routefile;

import io.rollcall.integration.Declaration;
import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.integration.Template;
import io.rollcall.spelling.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one route file and remembers at which line everything stands. */
public final class RouteFileReader {
    /** What an integration consists of; Camel knows more, which Rollcall would not heed. */
    private static final Set<String> TEMPLATED = Set.of("routeTemplateRef", "routeId", "parameters");

    private static final Set<String> NAMED = Set.of("route", "routeTemplate");

    private RouteFileReader() {}

    /**
     * The file of this name and text.
     *
     * @throws InvalidConfigurationException when it is no YAML, or no list of entries as route files are
     */
    public static RouteFile read(String name, String text) {
        List<Problem> problems = new ArrayList<>();
        RouteFile file = new Reading(name, problems).read(text);
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return file;
    }

    private static final class Reading {
        private final String name;
        private final List<Problem> problems;
        private final List<RouteFile.Entry> entries = new ArrayList<>();
        private final List<Declaration> declarations = new ArrayList<>();
        private final List<Template> templates = new ArrayList<>();

        Reading(String name, List<Problem> problems) {
            this.name = name;
            this.problems = problems;
        }

        RouteFile read(String text) {
            compose(text).ifPresent(root -> {
                complainAboutTwinKeys(root);
                if (root instanceof SequenceNode list) {
                    list.getValue().forEach(this::entry);
                } else {
                    complain(root, null, "a route file is a list; begin each entry with '- route:' or the like");
                }
            });
            if (!declarations.isEmpty() && entries.size() > declarations.size()) {
                entries.stream()
                        .filter(entry -> !entry.kind().equals("templatedRoute"))
                        .findFirst()
                        .ifPresent(
                                other -> problems.add(
                                        new Problem(
                                                name,
                                                other.line(),
                                                other.kind(),
                                                "a file of integrations holds templatedRoute entries only; move this to its own file")));
            }
            return new RouteFile(name, text, entries, declarations, templates);
        }

        private Optional<Node> compose(String text) {
            try {
                return new Compose(LoadSettings.builder().setLabel(name).build()).composeString(text);
            } catch (MarkedYamlEngineException e) {
                int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
                problems.add(new Problem(name, line, null, "not valid YAML: " + e.getProblem()));
            } catch (YamlEngineException e) {
                problems.add(new Problem(name, 0, null, "not valid YAML: " + e.getMessage()));
            }
            return Optional.empty();
        }

        private void complainAboutTwinKeys(Node node) {
            if (node instanceof SequenceNode list) {
                list.getValue().forEach(this::complainAboutTwinKeys);
            } else if (node instanceof MappingNode map) {
                Set<String> seen = new HashSet<>();
                for (NodeTuple tuple : map.getValue()) {
                    String key = text(tuple.getKeyNode());
                    if (!seen.add(key)) {
                        complain(tuple.getKeyNode(), key, "given twice; keep one");
                    }
                    complainAboutTwinKeys(tuple.getValueNode());
                }
            }
        }

        private void entry(Node node) {
            if (!(node instanceof MappingNode map) || map.getValue().size() != 1) {
                complain(node, null, "an entry has one key, such as route, routeTemplate or templatedRoute");
                return;
            }
            NodeTuple only = map.getValue().get(0);
            String kind = text(only.getKeyNode());
            Node value = only.getValueNode();
            String id = Optional.ofNullable(scalar(value, "id")).orElse("");
            if (id.isEmpty() && NAMED.contains(kind)) {
                complain(node, "id", "a " + kind + " needs an id, by which it can be replaced");
            } else if (kind.equals("from")) {
                complain(node, "from", "put this into a route, which has an id by which it can be replaced");
            }
            if (kind.equals("templatedRoute")) {
                id = Optional.ofNullable(scalar(value, "routeId")).orElse("");
                declaration(node, value, id);
            } else if (kind.equals("routeTemplate")) {
                templates.add(template(value, id));
            }
            entries.add(new RouteFile.Entry(kind, id, line(node), plain(value)));
        }

        private void declaration(Node entry, Node value, String key) {
            complainAboutKeys(value, key);
            String kind = scalar(value, "routeTemplateRef");
            if (key.isEmpty() || !key.matches("[a-z0-9][a-z0-9._-]{0,99}")) {
                complain(
                        entry,
                        "routeId",
                        "an integration needs a routeId of lower-case letters, digits, '-', '_' and '.'");
                return;
            }
            if (kind == null) {
                complain(entry, "routeTemplateRef", "'" + key + "' must name the kind of check, such as http");
                return;
            }
            Map<String, String> parameters = new LinkedHashMap<>();
            Map<String, Integer> lines = new LinkedHashMap<>();
            Node list = child(value, "parameters");
            if (list instanceof SequenceNode sequence) {
                for (Node parameter : sequence.getValue()) {
                    String parameterName = scalar(parameter, "name");
                    String parameterValue = scalar(parameter, "value");
                    if (parameterName == null || parameterValue == null) {
                        complain(parameter, null, "'" + key + "': a parameter has a name and a value");
                    } else if (parameters.put(parameterName, parameterValue) != null) {
                        complain(parameter, parameterName, "'" + key + "': given twice; keep one");
                    }
                    lines.put(String.valueOf(parameterName), line(parameter));
                }
            } else if (list != null) {
                complain(list, "parameters", "'" + key + "': a list of '{ name: …, value: … }'");
            }
            declarations.add(new Declaration(key, kind, parameters, name, line(entry), lines));
        }

        private void complainAboutKeys(Node value, String integration) {
            if (value instanceof MappingNode map) {
                for (NodeTuple tuple : map.getValue()) {
                    String key = text(tuple.getKeyNode());
                    if (!TEMPLATED.contains(key)) {
                        String hint = Nearest.hint(key, TEMPLATED);
                        complain(tuple.getKeyNode(), key, "'" + integration + "': no such property" + hint);
                    }
                }
            }
        }

        private static Template template(Node value, String id) {
            Map<String, Template.Parameter> parameters = new LinkedHashMap<>();
            if (child(value, "parameters") instanceof SequenceNode sequence) {
                for (Node parameter : sequence.getValue()) {
                    String defaultValue = scalar(parameter, "defaultValue");
                    boolean required = defaultValue == null && !"false".equals(scalar(parameter, "required"));
                    String parameterName = scalar(parameter, "name");
                    if (parameterName != null && !parameterName.equals("key")) {
                        parameters.put(parameterName, new Template.Parameter(required, defaultValue));
                    }
                }
            }
            return new Template(id, parameters);
        }

        private void complain(Node node, @Nullable String key, String message) {
            problems.add(new Problem(name, line(node), key, message));
        }
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    static @Nullable Node child(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (text(tuple.getKeyNode()).equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    private static @Nullable String scalar(Node node, String key) {
        return child(node, key) instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static Object plain(Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.getValue().forEach(tuple -> plain.put(text(tuple.getKeyNode()), plain(tuple.getValueNode())));
            return plain;
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(RouteFileReader::plain).toList();
        }
        return text(node);
    }
}
