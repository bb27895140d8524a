package io.rollcall.app;

import io.rollcall.integration.InvalidConfigurationException;
import io.rollcall.integration.Problem;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs the links in emails: as set, else one that is made once and kept in the data folder, which only its
 * owner may read. Thread-safe.
 */
final class LinkKey implements Supplier<byte[]> {
    private static final int BYTES = 32;
    private static final int SHORTEST = 16;

    private final String secret;
    private final Path folder;
    private byte @Nullable [] key;

    LinkKey(Settings settings) {
        this.secret = settings.text("rollcall.links.secret");
        this.folder = Path.of(settings.text("rollcall.data"));
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    "application.properties", 0, "rollcall.links.secret", "must have at least 16 characters")));
        }
    }

    @Override
    public synchronized byte[] get() {
        byte[] known = key;
        if (known == null) {
            known = secret.isEmpty() ? kept() : secret.getBytes(StandardCharsets.UTF_8);
            key = known;
        }
        return known.clone();
    }

    private byte[] kept() {
        Path file = folder.resolve("links.key");
        try {
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return made(file);
        } catch (IOException e) {
            throw new StoreException("Cannot read " + file, e);
        }
    }

    /** Where no engine has made the folder yet, the key is for this process only. */
    private byte[] made(Path file) {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        if (Files.isDirectory(folder)) {
            try {
                // Such a file is its owner's alone from the start.
                Path fresh = Files.createTempFile(folder, "links", ".key");
                Files.writeString(fresh, HexFormat.of().formatHex(made));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new StoreException("Cannot write " + file, e);
            }
        }
        return made;
    }
}
