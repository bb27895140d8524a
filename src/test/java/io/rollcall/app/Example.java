package io.rollcall.app;

import io.rollcall.Patience;
import io.rollcall.app.SingleRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The example on a page of the docs, run as it stands there but for the addresses in it. */
final class Example {
    private final Path folder;
    private final Properties system = new Properties();

    Example(Path folder) {
        this.folder = folder;
        set("rollcall.routes", "routes/checks,routes/engine,routes/channels," + folder.resolve("own"));
        set("rollcall.data", folder.resolve("data").toString());
    }

    void set(String name, String value) {
        system.setProperty(name, value);
    }

    /** Checks the integration of that key on docs/checks/{kind}.md, where each text is replaced by its value. */
    Outcome check(String kind, String key, Map<String, String> replacements) throws IOException {
        String page = Files.readString(Path.of("docs/checks", kind + ".md"));
        String example = page.substring(page.lastIndexOf("```yaml\n", page.indexOf("routeId: " + key + "\n")) + 8);
        example = example.substring(0, example.indexOf("```"));
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            example = example.replace(replacement.getKey(), replacement.getValue());
        }
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(folder.resolve("own/example.camel.yaml"), Patience.with(example));
        return SingleRun.check(Settings.load(folder, Map.of(), system), List.of(key))
                .get(0);
    }
}
