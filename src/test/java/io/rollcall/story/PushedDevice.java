package io.rollcall.story;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.push.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Chromium whose push service is here: that of its maker cannot be asked in a test. Only {@code subscribe}, {@code
 * getSubscription} and {@code unsubscribe} are played; permission, worker, notifications and their keys are real.
 */
final class PushedDevice implements AutoCloseable {
    private static final String PLAYED =
            """
            localStorage.asked ??= 0;
            const ask = Notification.requestPermission.bind(Notification);
            Notification.requestPermission = () => { localStorage.asked++; return ask(); };
            const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
            const played = (key) => ({
              ...SUBSCRIPTION, options: { applicationServerKey: bytes(key).buffer }, toJSON: () => (SUBSCRIPTION),
              unsubscribe: async () => { delete localStorage.played; return true; },
            });
            PushManager.prototype.getSubscription = async () => localStorage.played ? played(localStorage.played) : null;
            PushManager.prototype.subscribe = async ({ applicationServerKey }) => played(localStorage.played = applicationServerKey);
            """;

    private final List<byte[]> sealed = new CopyOnWriteArrayList<>();
    private final Browser keys;
    private final HttpServer service;
    private volatile int status = 201;

    PushedDevice() throws IOException, GeneralSecurityException {
        keys = new Browser();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            sealed.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
    }

    /** What the browser's {@code PushSubscription.toJSON()} gives. */
    String subscription() {
        return keys.json(URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/send/secret-part"));
    }

    /** From now on the push service knows nothing of this browser. */
    void leave() {
        status = 410;
    }

    /** What it was sent so far, as the browser reads it. */
    List<JsonNode> messages() throws GeneralSecurityException, IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (byte[] message : sealed) {
            messages.add(new JsonMapper().readTree(keys.open(message)));
        }
        return messages;
    }

    /** Makes it the push service of this tab's browser, for pages that it opens from now on. */
    void serve(Tab tab) {
        tab.call(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", PLAYED.replace("SUBSCRIPTION", subscription())));
        tab.call("ServiceWorker.enable", Map.of());
    }

    /** Has the worker believe that the push service gave this browser another address. */
    void move(Tab worker) {
        String endpoint = "http://127.0.0.1:" + service.getAddress().getPort() + "/send/";
        worker.value("const before = " + keys.json(URI.create(endpoint + "secret-part")) + ", after = "
                + keys.json(URI.create(endpoint + "another-part"))
                + "; renew({ oldSubscription: before, newSubscription: { toJSON: () => after } }).then(() => 1)");
    }

    boolean hasMessage() {
        return !sealed.isEmpty();
    }

    /** Hands the worker of this tab's pages what was sent last, as the browser does that has opened it. */
    String deliver(Tab tab, URI origin) throws GeneralSecurityException {
        String message = new String(keys.open(sealed.get(sealed.size() - 1)), StandardCharsets.UTF_8);
        JsonNode registrations = await().until(
                        () -> tab.told("ServiceWorker.workerRegistrationUpdated")
                                .map(told -> told.path("registrations"))
                                .orElse(MissingNode.getInstance()),
                        told -> !told.isEmpty());
        tab.call(
                "ServiceWorker.deliverPushMessage",
                Map.of(
                        "origin",
                        origin.toString(),
                        "registrationId",
                        registrations.get(0).path("registrationId").asText(),
                        "data",
                        message));
        return message;
    }

    @Override
    public void close() {
        service.stop(0);
    }
}
