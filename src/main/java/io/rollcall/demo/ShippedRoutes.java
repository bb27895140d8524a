package io.rollcall.demo;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The route files inside the program, as they were when it was built: what somebody edited since cannot break a demo. */
final class ShippedRoutes {
    private ShippedRoutes() {}

    /** Copies the engine, its checks and channels, and instead of integrations and rules the demo's own. */
    static void copyTo(Path target) throws IOException {
        URL routes = Objects.requireNonNull(ShippedRoutes.class.getResource("/routes"), "routes in the program");
        if (routes.openConnection() instanceof JarURLConnection jar) {
            try (FileSystem inside = FileSystems.newFileSystem(path(jar.getJarFileURL()))) {
                copy(inside.getPath("/routes"), target);
            }
        } else {
            copy(path(routes), target);
        }
    }

    private static void copy(Path routes, Path target) throws IOException {
        copy(routes, target, name -> !name.startsWith("integrations") && !name.startsWith("rules"));
        copy(routes.resolveSibling("demo"), target, name -> true);
    }

    private static void copy(Path source, Path target, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = source.relativize(file);
                if (wanted.test(name)) {
                    Path copy = target.resolve(name.toString());
                    Files.createDirectories(copy.resolveSibling(""));
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the program lies where its files cannot be read: " + url, e);
        }
    }
}
