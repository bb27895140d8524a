package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the HTTP API of a scene, each answer held against the document. */
abstract class ApiCalls {
    @TempDir
    private Path folder;

    Scene scene;
    Contract contract;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    final void open() throws Exception {
        contract = new Contract();
        scene = new Scene(folder);
    }

    @AfterEach
    final void close() {
        scene.close();
    }

    final JsonNode rule(String id) throws Exception {
        for (JsonNode rule : get("/api/rules").path("rules")) {
            if (rule.path("id").asText().equals(id)) {
                return rule;
            }
        }
        return MissingNode.getInstance();
    }

    final HttpResponse<String> taken(String query, String yaml) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.address("/api/import" + query))
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(yaml));
        return checked("POST", "/api/import", request);
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    final JsonNode get(String path) throws Exception {
        return json(call("GET", path, null), 200);
    }

    static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonMapper().readTree(answer.body());
    }

    final HttpResponse<String> cron(String method, String path, String secret) throws Exception {
        HttpRequest.Builder request = request(method, path, method.equals("GET") ? null : "");
        return checked(method, path, request.header("Authorization", "Bearer " + secret));
    }

    final HttpResponse<String> call(String method, String path, String body) throws Exception {
        return checked(method, path, request(method, path, body));
    }

    final HttpResponse<String> checked(String method, String path, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(contract.complaints(method, path, answer))
                .as(method + " " + path)
                .isEmpty();
        return answer;
    }

    final HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(scene.address(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return body == null ? request : request.header("Content-Type", "application/json");
    }
}
