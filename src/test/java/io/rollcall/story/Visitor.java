package io.rollcall.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Somebody who calls Rollcall over HTTP, follows no redirects, and shows the headers that he was given. */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Scene scene;
    private final Map<String, String> headers = new TreeMap<>();

    Visitor(Scene scene) {
        this.scene = scene;
    }

    /** The same with another header. */
    Visitor with(String name, String value) {
        Visitor other = new Visitor(scene);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    Visitor bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    HttpResponse<String> get(String path) {
        return call("GET", path, "");
    }

    HttpResponse<String> post(String path, String body) {
        return call("POST", path, body);
    }

    HttpResponse<String> call(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(scene.address(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> form(String name, String password, String next) {
        return with("Content-Type", "application/x-www-form-urlencoded")
                .post(
                        "/login",
                        "username=" + encoded(name) + "&password=" + encoded(password) + "&next=" + encoded(next));
    }

    HttpResponse<String> login(String name, String password) {
        return with("Content-Type", "application/json")
                .post("/api/login", "{\"user\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    /** The same with the session that this answer began. */
    Visitor in(HttpResponse<String> answer) {
        return with("Cookie", cookie(answer));
    }

    static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return new JsonMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
