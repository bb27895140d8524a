package io.rollcall.app;

import io.rollcall.access.Keys;
import io.rollcall.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file by which commands on the same machine may call the engine that runs: whoever may read the data folder has its
 * database anyway. Each start writes another key.
 */
final class KeyFile {
    private final Path folder;

    KeyFile(Settings settings) {
        this.folder = Path.of(settings.text("rollcall.data"));
    }

    /** Makes a key and keeps it where only the owner of the file may read it. */
    String renew() {
        String key = Keys.random();
        try {
            Files.createDirectories(folder);
            // Such a file is its owner's alone from the start.
            Path fresh = Files.createTempFile(folder, "command", ".key");
            Files.writeString(fresh, key);
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException("Cannot write " + file(), e);
        }
        return key;
    }

    /** The key of the engine that runs; empty where none has run or somebody else's has. */
    Optional<String> read() {
        try {
            return Optional.of(Files.readString(file()).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file() {
        return folder.resolve("command.key");
    }
}
