package io.rollcall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Database;
import io.rollcall.store.Jdbc;
import io.rollcall.web.StatusReport;
import io.rollcall.web.StatusStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Learns how everything is from outside: from the engine's API, or from the database when no engine answers. */
public final class RemoteStatus {
    private RemoteStatus() {}

    /** The report and who gave it. */
    public record Answer(StatusReport report, String source) {}

    /**
     * Asks the engine on this machine's port, then the database.
     *
     * @throws io.rollcall.store.StoreException when neither answers
     */
    public static Answer ask(Settings settings) throws InterruptedException {
        Https https = new Https(settings);
        URI address = URI.create((https.on() ? "https" : "http") + "://localhost:" + settings.port("rollcall.port")
                + "/api/health/status");
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        if (https.on()) {
            client.sslContext(https.client());
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10));
            new KeyFile(settings).read().ifPresent(key -> request.header("Authorization", "Bearer " + key));
            HttpResponse<String> response = client.build().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return new Answer(json().readValue(response.body(), StatusReport.class), "from the running engine");
            }
        } catch (IOException e) {
            // No engine on this port: the database knows how things were when one last ran.
        }
        try (Database database = database(settings)) {
            StatusReport report = new StatusStore(new Jdbc(database.dataSource()), Clock.systemUTC()).load();
            return new Answer(report, "from the database; no engine answers on port " + settings.text("rollcall.port"));
        }
    }

    static Database database(Settings settings) {
        return settings.text("rollcall.database.url").isEmpty()
                ? Database.attach(Path.of(settings.text("rollcall.data")))
                : Database.external(Installation.externalUrl(settings));
    }

    /** JSON as the API writes it. */
    public static ObjectMapper json() {
        return Parts.json();
    }
}
