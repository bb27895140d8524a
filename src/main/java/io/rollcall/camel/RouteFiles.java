package io.rollcall.camel;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.routefile.RouteFile;
import io.rollcall.routefile.RouteFileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route files in the folders that {@code rollcall.routes} names. Not thread-safe. */
public final class RouteFiles {
    private static final String ENDING = ".camel.yaml";

    private final List<Path> folders;
    private final Map<Path, Stamp> stamps = new TreeMap<>();
    private final Map<Path, RouteFile> files = new TreeMap<>();
    private final Set<Path> lost = new HashSet<>();
    private final Set<Path> unreadable = new HashSet<>();

    public RouteFiles(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    private record Stamp(FileTime modified, long size, Object identity) {}

    /**
     * What changed in the folders since the last look.
     *
     * @param files those that are there now, by path; unreadable ones as they were before
     * @param changed paths of those that are new, different or gone
     * @param problems of those that could not be read, told once
     */
    public record Change(Map<Path, RouteFile> files, List<Path> changed, List<Problem> problems) {}

    /** Looks at the folders; reads only files whose time or size changed. Every file once, at the first look. */
    public Change look() {
        List<Problem> problems = new ArrayList<>();
        List<Path> changed = new ArrayList<>();
        Map<Path, Stamp> found = new TreeMap<>();
        folders.forEach(folder -> find(folder, found, problems));
        keepLostOnes(found);
        found.forEach((path, stamp) -> {
            if (!stamp.equals(stamps.get(path))) {
                read(path, changed, problems);
            }
        });
        for (Path gone : List.copyOf(files.keySet())) {
            if (!found.containsKey(gone)) {
                files.remove(gone);
                changed.add(gone);
            }
        }
        stamps.clear();
        stamps.putAll(found);
        return new Change(new TreeMap<>(files), changed, problems);
    }

    /** Some editors save by removing the file and writing it anew: one that is missing for a single look is not gone. */
    private void keepLostOnes(Map<Path, Stamp> found) {
        Set<Path> missing = new HashSet<>(stamps.keySet());
        missing.removeAll(found.keySet());
        boolean moved = !stamps.keySet().containsAll(found.keySet());
        missing.stream()
                .filter(path -> !moved && !lost.contains(path))
                .forEach(path -> found.put(path, stamps.get(path)));
        lost.clear();
        lost.addAll(missing);
    }

    private void read(Path path, List<Path> changed, List<Problem> problems) {
        try {
            RouteFile file = RouteFileReader.read(path.toString(), Files.readString(path));
            RouteFile before = files.get(path);
            if (file.text().isBlank() && before != null) {
                problems.add(
                        new Problem(path.toString(), 0, null, "is empty; delete the file to take its entries out"));
                return;
            }
            files.put(path, file);
            if (before == null || !before.text().equals(file.text())) {
                changed.add(path);
            }
        } catch (InvalidConfigurationException e) {
            problems.addAll(e.problems());
        } catch (CharacterCodingException e) {
            problems.add(new Problem(path.toString(), 0, null, "is not written in UTF-8"));
        } catch (IOException e) {
            problems.add(new Problem(path.toString(), 0, null, "cannot be read: " + e.getMessage()));
        }
    }

    private void find(Path folder, Map<Path, Stamp> found, List<Problem> problems) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> isRouteFile(folder, path)).toList()) {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                Object identity = attributes.fileKey() == null ? path : attributes.fileKey();
                found.put(path, new Stamp(attributes.lastModifiedTime(), attributes.size(), identity));
            }
            unreadable.remove(folder);
        } catch (IOException | UncheckedIOException e) {
            // A folder that is away for a moment must not take its integrations along.
            stamps.forEach((path, stamp) -> {
                if (path.startsWith(folder)) {
                    found.put(path, stamp);
                }
            });
            if (unreadable.add(folder)) {
                String message = "the folder of route files cannot be read: " + e.getMessage();
                problems.add(new Problem(folder.toString(), 0, "rollcall.routes", message));
            }
        }
    }

    /** Hidden files are editors' locks and copies; hidden folders hold the originals behind a mounted configuration. */
    private static boolean isRouteFile(Path folder, Path path) {
        for (Path name : folder.relativize(path)) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return path.getFileName().toString().endsWith(ENDING) && Files.isRegularFile(path);
    }
}
