package io.rollcall.probe;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One conversation over a WebSocket, from the handshake to the close (RFC 6455). Confined to the thread of the try. */
final class WebSocketTalk {
    private static final int MOST_REFUSAL = 64 * 1024;
    private static final int MOST_MESSAGE = 1 << 20;
    private static final int WENT_WELL = 1000;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Object OPEN = new Object();

    private final CodecSocket line;
    private final WebSocketClientHandshaker handshaker;
    private @Nullable String last;

    /** The server said that it closes. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;

        Closed(CloseWebSocketFrame frame) {
            super("It closed with " + frame.statusCode() + " " + Cut.at100(frame.reasonText()));
        }
    }

    /** @param subprotocol names to offer, comma-separated, or empty */
    WebSocketTalk(Guard guard, Socket socket, URI url, HttpHeaders headers, String subprotocol) {
        this.handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                url, WebSocketVersion.V13, subprotocol.isBlank() ? null : subprotocol, false, headers, MOST_MESSAGE);
        this.line = new CodecSocket(
                guard, socket, new HttpClientCodec(), new HttpObjectAggregator(MOST_REFUSAL), new Upgrade());
    }

    /** Changes from HTTP to frames as soon as the answer is here: frames may follow in the same packet. */
    private final class Upgrade extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                throw new IllegalStateException(
                        "The answer is no HTTP", response.decoderResult().cause());
            }
            if (response.status().code() != 101) {
                context.fireChannelRead(response.retain());
                return;
            }
            handshaker.finishHandshake(context.channel(), response);
            context.pipeline().addLast(new WebSocketFrameAggregator(MOST_MESSAGE));
            context.fireChannelRead(OPEN);
        }
    }

    /** Shakes hands: null when it is open, else the answer that refused it. */
    @Nullable
    FullHttpResponse open() throws IOException {
        handshaker.handshake(line.channel());
        Object answer = line.hear();
        return answer == OPEN ? null : (FullHttpResponse) answer;
    }

    /** The one that was agreed on, or null. */
    @Nullable
    String subprotocol() {
        return handshaker.actualSubprotocol();
    }

    /** The last message, or null when none came. */
    @Nullable
    String last() {
        return last;
    }

    /** Says that, if anything, and waits for a message that contains the pattern. */
    String ask(@Nullable String words, Pattern expected) throws IOException {
        if (words != null) {
            line.say(new TextWebSocketFrame(words));
        }
        String message;
        do {
            WebSocketFrame frame = frame();
            message = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame
                    ? frame.content().toString(StandardCharsets.UTF_8)
                    : null;
            last = message == null ? last : message;
        } while (message == null || !expected.matcher(message).find());
        return message;
    }

    /** Says ping and waits for the pong, whatever messages come before it. */
    void ping() throws IOException {
        line.say(new PingWebSocketFrame());
        WebSocketFrame frame;
        do {
            frame = frame();
        } while (!(frame instanceof PongWebSocketFrame));
    }

    /** Says goodbye and waits a moment for the answer to that: the outcome stands by then, so nothing here can fail. */
    void close() {
        try {
            line.say(new CloseWebSocketFrame(WENT_WELL, ""));
            Object answer;
            do {
                answer = line.hear(PATIENCE);
            } while (!(answer instanceof CloseWebSocketFrame));
        } catch (IOException | DecoderException rude) {
            // The socket closes in any case.
        }
    }

    private WebSocketFrame frame() throws IOException {
        WebSocketFrame frame = (WebSocketFrame) line.hear();
        if (frame instanceof CloseWebSocketFrame close) {
            throw new Closed(close);
        }
        if (frame instanceof PingWebSocketFrame ping) {
            line.say(new PongWebSocketFrame(ping.content()));
        }
        return frame;
    }
}
