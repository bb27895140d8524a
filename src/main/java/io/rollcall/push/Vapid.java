package io.rollcall.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who we are to push services (RFC 8292). A key that is not set is made when it is first asked for. Thread-safe. */
public final class Vapid {
    private static final JsonMapper JSON = new JsonMapper();
    /** Push services take at most 24 hours. */
    private static final Duration VALID = Duration.ofHours(12);

    private final PushSettings settings;
    private final Clock clock;
    private @Nullable VapidKey key;

    public Vapid(PushSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What browsers subscribe with: a point of 65 bytes as base64url. */
    public String publicKey() {
        return key().publicKey();
    }

    /** The header {@code Authorization} for a message to that endpoint. */
    public String authorization(URI endpoint) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
        claims.put("exp", clock.instant().plus(VALID).getEpochSecond());
        claims.put("sub", settings.subject());
        String text = base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + base64(json(claims));
        return "vapid t=" + key().signed(text) + ", k=" + key().publicKey();
    }

    private synchronized VapidKey key() {
        if (key == null) {
            key = settings.privateKey().isEmpty()
                    ? keptIn(settings.keyFile())
                    : VapidKey.of("rollcall.push.vapid-private-key", settings.privateKey());
        }
        return key;
    }

    private static VapidKey keptIn(Path file) {
        try {
            if (Files.notExists(file)) {
                write(file, VapidKey.generate().privateKey());
            }
            return VapidKey.of(
                    file.getFileName().toString(), Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The key of web push cannot be kept in " + file, e);
        }
    }

    /** Whole or not at all, and for its owner only: whoever has the key can write to our subscribers. */
    private static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path draft = Files.createTempFile(folder, "vapid", ".tmp", mode);
        Files.writeString(draft, text + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can always be written", e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
