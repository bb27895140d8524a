package io.rollcall.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The scripts, styles and images of the pages, in memory. Their common version stands in the path, {@code
 * /assets/<version>/app.js}, so that browsers may keep them for ever: whatever changes, changes all paths. Immutable.
 */
public final class Assets {
    private static final String FOLDER = "/web";
    private static final String PREACT = "/META-INF/resources/webjars/preact/10.28.0/dist/preact.module.js";
    /** What only the status page loads. */
    private static final String PUBLIC = "public/";
    /** Scripts that no page loads along with the others. */
    private static final Set<String> ALONE = Set.of("login.js", "offline.js", "service-worker.js");

    /** Below it is what only those load who open its pages. */
    private static final String LATER = "admin/";

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json");

    private final Map<String, Asset> byName = new TreeMap<>();
    private final String version;

    /** Reads all of them from the program's own resources. */
    public Assets() {
        try {
            URI folder = Assets.class.getResource(FOLDER).toURI();
            if (folder.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                    addAll(jar.getPath(FOLDER));
                }
            } else {
                addAll(Path.of(folder));
            }
            try (InputStream library = Assets.class.getResourceAsStream(PREACT)) {
                add("lib/preact.js", library.readAllBytes());
            }
            this.version = hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning of a hash of all of them. */
    public String version() {
        return version;
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names of the scripts that a page needs, which it may ask for at once instead of one after the other. */
    List<String> scripts() {
        return byName.keySet().stream()
                .filter(name -> name.endsWith(".js") && !ALONE.contains(name) && !isApart(name))
                .toList();
    }

    /** Whether only some page of its own asks for it. */
    private static boolean isApart(String name) {
        return name.startsWith(LATER) || name.startsWith(PUBLIC);
    }

    /** How many bytes a first visit of the dashboard takes at most. */
    long compressedSize() {
        return byName.entrySet().stream()
                .filter(asset -> !isApart(asset.getKey()))
                .mapToLong(asset -> asset.getValue().gzipped().length())
                .sum();
    }

    private void addAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(bytes);
        }
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        Buffer plain = Buffer.buffer(bytes);
        byName.put(
                name, new Asset(type, plain, small.size() < bytes.length ? Buffer.buffer(small.toByteArray()) : plain));
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byName.values().forEach(asset -> digest.update(asset.plain().getBytes()));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
