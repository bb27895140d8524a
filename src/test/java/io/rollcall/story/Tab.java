package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A tab of a browser: what stands in it, what is typed in it, and what it complained about. */
final class Tab {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final Map<String, Integer> CODES = Map.of("Tab", 9, "Enter", 13);
    private final Protocol protocol;
    private final List<JsonNode> events;

    /** A call to the browser about this tab. */
    @FunctionalInterface
    interface Protocol {
        JsonNode call(String method, Map<String, ?> parameters);
    }

    Tab(Protocol protocol, List<JsonNode> events, int width, int height) {
        this.protocol = protocol;
        this.events = events;
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            protocol.call(domain + ".enable", Map.of());
        }
        protocol.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** A call of the DevTools protocol about this tab. */
    JsonNode call(String method, Map<String, ?> parameters) {
        return protocol.call(method, parameters);
    }

    /** What the browser told of that name last. */
    Optional<JsonNode> told(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .reduce((first, second) -> second)
                .map(event -> event.path("params"));
    }

    /** Shows the cookie that this answer set. */
    void in(URI address, HttpResponse<String> answer) {
        String[] cookie = Visitor.cookie(answer).split("=", 2);
        call("Network.setCookie", Map.of("url", address.toString(), "name", cookie[0], "value", cookie[1]));
    }

    void prefers(String colours, String language) {
        protocol.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        protocol.call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
    }

    /** Opens the address and waits until this expression of JavaScript is true. */
    void open(URI address, String ready) {
        protocol.call("Page.navigate", Map.of("url", address.toString()));
        until(ready);
    }

    void until(String expression) {
        await(expression).ignoreExceptions().until(() -> value(expression).asBoolean());
    }

    /** What the expression gives; a promise is waited for. */
    JsonNode value(String expression) {
        JsonNode answer = protocol.call(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(
                    answer.at("/exceptionDetails/exception/description").asText());
        }
        return answer.at("/result/value");
    }

    /** Waits until all of these stand there. */
    void shows(String selector, String... texts) {
        await(selector).ignoreExceptions().untilAsserted(() -> assertThat(text(selector))
                .contains(texts));
    }

    String text(String selector) {
        return value("document.querySelector('" + selector + "')?.innerText ?? ''")
                .asText()
                .strip();
    }

    /** Presses the keys one after the other: letters, or names such as Enter. */
    void press(String... keys) {
        for (String key : keys) {
            String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
            int code = CODES.getOrDefault(key, 0);
            protocol.call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code));
            protocol.call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
        }
    }

    /** Types where the cursor is. */
    void type(String text) {
        protocol.call("Input.insertText", Map.of("text", text));
    }

    /** What keeps people with disabilities from using this page, as WCAG 2.2 AA has it. */
    List<String> barriers() throws IOException {
        try (InputStream axe = Tab.class.getResourceAsStream(AXE)) {
            value(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";true");
        }
        JsonNode found = value(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                        + ".then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))");
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Errors in the console, and exceptions nobody caught. */
    List<String> complaints() {
        return events.stream()
                .filter(event -> switch (event.path("method").asText()) {
                    case "Runtime.exceptionThrown" -> true;
                    case "Log.entryAdded" ->
                        event.at("/params/entry/level").asText().equals("error");
                    case "Runtime.consoleAPICalled" ->
                        event.at("/params/type").asText().matches("error|assert");
                    default -> false;
                })
                .map(event -> event.path("params").toString())
                .toList();
    }

    /** The hosts that anything was asked of. */
    List<String> hosts() {
        return events.stream()
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event ->
                        URI.create(event.at("/params/request/url").asText().replaceAll("[{}|\\s].*", "")))
                .filter(address -> !"data".equals(address.getScheme()))
                .map(URI::getAuthority)
                .distinct()
                .toList();
    }
}
