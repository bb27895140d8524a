package io.rollcall.probe;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.rollcall.integration.DurationText;
import io.rollcall.integration.ParameterType;
import io.rollcall.spelling.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What parameter {@code steps} says: a YAML list of calls, made in their order, and of figures that are worked out from the
 * answers.
 *
 * @param calls to make one after the other
 * @param cleanUps to make at the end in any case
 * @param figures to work out when all calls are made
 */
record Steps(List<Step> calls, List<Step> cleanUps, List<Figure> figures) {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");
    private static final Set<String> FORMS = Set.of("count", "share", "number");
    private static final Set<String> CALL =
            Set.of("name", "headers", "body", "optional", "clean-up", "expect-status", "cache", "cache-key");

    /** Reads them. @throws IllegalArgumentException with what is wrong and what would be right */
    static Steps parse(String text) {
        List<Step> calls = new ArrayList<>();
        List<Step> cleanUps = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Map<String, Object> entry :
                Fields.entries(text, "write a list, each entry with a name and a method: get: /health")) {
            Fields fields = new Fields(entry);
            String name = fields.text("name", "");
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new IllegalArgumentException("each step needs a name of small letters, digits and underscores");
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("two steps are named " + name);
            }
            String form = fields.oneOf(name, METHODS, FORMS);
            if (FORMS.contains(form)) {
                figures.add(figure(name, form, fields));
            } else {
                Step step = step(name, form, fields);
                (step.cleanUp() ? cleanUps : calls).add(step);
            }
        }
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("no step makes a call, such as get: /health");
        }
        return new Steps(List.copyOf(calls), List.copyOf(cleanUps), List.copyOf(figures));
    }

    /** What is wrong with the text, given the parameters there are; null when nothing is. */
    static @Nullable String complaint(String text, Set<String> parameters) {
        try {
            Set<String> known = new HashSet<>(parameters);
            known.add("key");
            Steps steps = parse(text);
            for (Step step : steps.calls()) {
                places(step, known);
                known.add(Filling.ANSWER + step.name());
            }
            steps.cleanUps().forEach(step -> places(step, known));
            steps.figures().forEach(figure -> places(figure.name(), figure.path() + figure.among(), known));
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static void places(Step step, Set<String> known) {
        places(step.name(), step.address() + step.headers() + step.body() + step.cache(), known);
    }

    private static void places(String step, String texts, Set<String> known) {
        Matcher places = Filling.PLACE.matcher(texts);
        while (places.find()) {
            String place = places.group(1);
            String root = place.startsWith(Filling.ANSWER) ? place.replaceFirst("(body\\.\\w+).*", "$1") : place;
            if (!known.contains(root) && !Filling.TIME.matcher(place).matches()) {
                throw new IllegalArgumentException(
                        step + ": nothing is called ${" + place + "}" + Nearest.hint(root, known));
            }
        }
    }

    private static Step step(String name, String method, Fields fields) {
        fields.allow(name, CALL, method);
        String address = fields.text(method, "");
        if (!address.matches("(/|https?://|\\$\\{).*")) {
            throw new IllegalArgumentException(
                    name + ": '" + address + "' is no address; write /path after the url, or https://…");
        }
        String codes = fields.text("expect-status", "200-299");
        ParameterType.STATUS_RANGES.complaint(codes).ifPresent(complaint -> {
            throw new IllegalArgumentException(name + ": expect-status: " + complaint);
        });
        String cache = fields.text("cache", "");
        Duration kept = cache.isEmpty() ? null : DurationText.parse(cache);
        return new Step(
                name,
                method.toUpperCase(Locale.ROOT),
                address,
                fields.headers(name),
                fields.body(),
                fields.flag("optional"),
                fields.flag("clean-up"),
                StatusRanges.parse(codes),
                kept == null ? null : new Step.Cached(fields.text("cache-key", name), kept));
    }

    private static Figure figure(String name, String form, Fields fields) {
        fields.allow(name, Set.of("name", "among"), form);
        String among = fields.text("among", "");
        if (form.equals("share") == among.isEmpty()) {
            throw new IllegalArgumentException(name + ": among is what a share is a share of; only a share has it");
        }
        String path = fields.text(form, "");
        try {
            JsonPath.compile(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + ": '" + path + "' is no JSONPath: " + e.getMessage(), e);
        }
        Figure.Form kind = Figure.Form.valueOf(form.toUpperCase(Locale.ROOT));
        return new Figure(name, kind, path, among.isEmpty() ? null : among);
    }
}
