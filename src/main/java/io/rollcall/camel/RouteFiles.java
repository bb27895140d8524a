package io.rollcall.camel;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route files in the folders that {@code rollcall.routes} names. Not thread-safe. */
public final class RouteFiles {
    private static final String ENDING = ".camel.yaml";

    private final List<Path> folders;
    private final Map<Path, Stamp> stamps = new TreeMap<>();
    private final Map<Path, RouteFile> files = new TreeMap<>();

    public RouteFiles(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    private record Stamp(long modified, long size, Object identity) {}

    /**
     * What changed in the folders since the last look.
     *
     * @param files those that are there now, by path; unreadable ones as they were before
     * @param changed paths of those that are new, different or gone
     * @param problems of those that could not be read
     */
    public record Change(Map<Path, RouteFile> files, List<Path> changed, List<Problem> problems) {}

    /** Looks at the folders; reads only files whose time or size changed. Every file once, at the first look. */
    public Change look() {
        List<Problem> problems = new ArrayList<>();
        List<Path> changed = new ArrayList<>();
        Map<Path, Stamp> found = new TreeMap<>();
        folders.forEach(folder -> walk(folder, found, problems));
        for (Map.Entry<Path, Stamp> entry : found.entrySet()) {
            if (!entry.getValue().equals(stamps.get(entry.getKey()))) {
                read(entry.getKey(), changed, problems);
            }
        }
        for (Path gone : stamps.keySet().stream()
                .filter(path -> !found.containsKey(path))
                .toList()) {
            files.remove(gone);
            changed.add(gone);
        }
        stamps.clear();
        stamps.putAll(found);
        return new Change(new TreeMap<>(files), changed, problems);
    }

    private void read(Path path, List<Path> changed, List<Problem> problems) {
        try {
            RouteFile file = RouteFileReader.read(path.toString(), Files.readString(path));
            RouteFile before = files.put(path, file);
            if (before == null || !before.text().equals(file.text())) {
                changed.add(path);
            }
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(new Problem(path.toString(), 0, null, "cannot be read: " + e.getMessage()));
        }
    }

    private static void walk(Path folder, Map<Path, Stamp> found, List<Problem> problems) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> path.getFileName().toString().endsWith(ENDING))
                    .toList()) {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                Object identity = attributes.fileKey() == null ? path : attributes.fileKey();
                found.put(path, new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), identity));
            }
        } catch (IOException e) {
            problems.add(new Problem(
                    folder.toString(),
                    0,
                    "rollcall.routes",
                    "the folder of route files cannot be read: " + e.getMessage()));
        }
    }
}
