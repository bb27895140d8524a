package io.rollcall.app;

import io.rollcall.Patience;
import io.rollcall.app.SingleRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the examples of a page of the docs: the shipped routes, and the page's integrations at addresses of a test. */
final class Pages {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(- templatedRoute:.*?)```");

    private final Path folder;
    private final Path file;

    Pages(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.file = folder.resolve("examples.camel.yaml");
    }

    /** The integrations of a page, with these texts put in place of others. */
    Pages of(String page, Map<String, String> instead) throws IOException {
        StringBuilder examples = new StringBuilder();
        Matcher found = EXAMPLE.matcher(Files.readString(Path.of("docs/checks", page + ".md")));
        while (found.find()) {
            examples.append(found.group(1));
        }
        String text = examples.toString();
        for (Map.Entry<String, String> one : instead.entrySet()) {
            if (!text.contains(one.getKey())) {
                throw new IllegalArgumentException(page + ".md does not say " + one.getKey());
            }
            text = text.replace(one.getKey(), one.getValue());
        }
        return with(text);
    }

    /** Integrations of a test's own. */
    Pages with(String text) throws IOException {
        Files.writeString(file, Patience.with(text));
        return this;
    }

    Outcome check(String key) {
        Properties system = new Properties();
        system.setProperty("rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder);
        system.setProperty("rollcall.data", folder.resolve("data").toString());
        return SingleRun.check(Settings.load(folder, Map.of(), system), List.of(key))
                .get(0);
    }
}
