package io.rollcall.probe;

import io.rollcall.integration.Integration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom does an integration trust, and as whom does it present itself? By its parameters {@code ca-certificate},
 * {@code client-certificate} and {@code client-key}, each a PEM file. Each set of files is read once, and again when one of
 * them changes. Thread-safe.
 */
public final class TlsContexts {
    private static final int SESSION_SECONDS = 600;
    private static final char[] NO_PASSWORD = new char[0];

    private final ConcurrentMap<Pem, Loaded> known = new ConcurrentHashMap<>();

    private record Pem(@Nullable String authority, @Nullable String certificate, @Nullable String key) {}

    private record Loaded(
            List<FileTime> times, KeyManager @Nullable [] keys, X509ExtendedTrustManager trust, SSLContext context) {}

    /**
     * The same object for the same files, so that connections can be kept by it.
     *
     * @throws GeneralSecurityException or IOException with the file's name when one cannot be used
     */
    public SSLContext of(Integration integration) throws GeneralSecurityException, IOException {
        return loaded(integration).context();
    }

    /** A new one, which remembers no session and so shakes hands in full, with something around whom it trusts. */
    SSLContext fresh(Integration integration, UnaryOperator<X509ExtendedTrustManager> around)
            throws GeneralSecurityException, IOException {
        Loaded loaded = loaded(integration);
        return context(loaded.keys(), around.apply(loaded.trust()));
    }

    private Loaded loaded(Integration integration) throws GeneralSecurityException, IOException {
        Pem files = new Pem(
                integration.parameter("ca-certificate"),
                integration.parameter("client-certificate"),
                integration.parameter("client-key"));
        List<FileTime> times = new ArrayList<>();
        for (String file : new String[] {files.authority(), files.certificate(), files.key()}) {
            times.add(file == null ? FileTime.fromMillis(0) : time(file));
        }
        Loaded loaded = known.get(files);
        if (loaded == null || !loaded.times().equals(times)) {
            KeyManager[] keys = presented(files.certificate(), files.key());
            X509ExtendedTrustManager trust = trusted(files.authority());
            loaded = new Loaded(List.copyOf(times), keys, trust, context(keys, trust));
            known.put(files, loaded);
        }
        return loaded;
    }

    private static FileTime time(String file) throws IOException {
        try {
            return Files.getLastModifiedTime(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file, e);
        }
    }

    private static SSLContext context(KeyManager @Nullable [] keys, X509ExtendedTrustManager trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, null);
        // A session that is resumed shows the certificate of its beginning, though the server may have a new one.
        context.getClientSessionContext().setSessionTimeout(SESSION_SECONDS);
        return context;
    }

    private static X509ExtendedTrustManager trusted(@Nullable String file)
            throws GeneralSecurityException, IOException {
        KeyStore store = null;
        if (file != null) {
            store = emptyStore();
            int number = 0;
            for (Certificate each : certificates(file)) {
                store.setCertificateEntry("authority-" + number++, each);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        // Null means the platform's own.
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static KeyManager @Nullable [] presented(@Nullable String certificate, @Nullable String key)
            throws GeneralSecurityException, IOException {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new IOException("client-certificate and client-key belong together; one of them is missing");
        }
        KeyStore store = identity(certificate, key);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /**
     * Whom a certificate with its chain and its key make, under an empty password.
     *
     * @throws GeneralSecurityException or IOException with the file's name when one cannot be used
     */
    public static KeyStore identity(String certificate, String key) throws GeneralSecurityException, IOException {
        PrivateKey secret = PemKey.read(Path.of(key));
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "identity", secret, NO_PASSWORD, certificates(certificate).toArray(Certificate[]::new));
        return store;
    }

    private static List<Certificate> certificates(String file) throws GeneralSecurityException, IOException {
        byte[] pem = Files.readAllBytes(Path.of(file));
        try {
            List<Certificate> found = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("There is no readable PEM certificate in " + file, e);
        }
        throw new GeneralSecurityException("There is no PEM certificate in " + file);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
