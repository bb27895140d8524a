package io.rollcall.probe;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PfxOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A real WebSocket server: at /feed, for who says that his token is "right", it does as told. */
public final class WebSocketServer implements AutoCloseable {
    private static final short WITHOUT_A_WORD = 1006;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final BlockingQueue<Short> closes = new LinkedBlockingQueue<>();

    private WebSocketServer(HttpServerOptions options, Consumer<ServerWebSocket> behaviour) throws Exception {
        options.setHost("localhost").setPort(0).setWebSocketSubProtocols(List.of("v2.feed"));
        this.server = vertx.createHttpServer(options)
                .webSocketHandler(socket -> {
                    if (!socket.path().equals("/feed")) {
                        socket.reject(404);
                    } else if (!"Bearer right".equals(socket.headers().get("Authorization"))) {
                        socket.reject(401);
                    } else {
                        socket.closeHandler(none -> {
                            Short code = socket.closeStatusCode();
                            closes.add(code == null ? WITHOUT_A_WORD : code);
                        });
                        behaviour.accept(socket);
                    }
                })
                .requestHandler(request -> request.response().end("hello"));
        server.listen().toCompletionStage().toCompletableFuture().get();
    }

    public static WebSocketServer plain(Consumer<ServerWebSocket> behaviour) throws Exception {
        return new WebSocketServer(new HttpServerOptions(), behaviour);
    }

    public static WebSocketServer secured(PfxOptions keys, Consumer<ServerWebSocket> behaviour) throws Exception {
        return new WebSocketServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys), behaviour);
    }

    /** With which codes clients closed. */
    BlockingQueue<Short> closes() {
        return closes;
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
