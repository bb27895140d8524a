package io.rollcall.probe;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Speaks a protocol by Netty's codecs over a blocking socket: no client, no event loop and no thread, and the socket is the
 * guard's, so that the end of the try ends it. Confined to the thread of the try.
 */
final class CodecSocket {
    private final Guard guard;
    private final Socket socket;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final byte[] received = new byte[8192];

    CodecSocket(Guard guard, Socket socket, ChannelHandler... codecs) throws IOException {
        this.guard = guard;
        this.socket = socket;
        // On the heap and for the collector: nothing to release, whatever a server sends.
        channel.config().setAllocator(new UnpooledByteBufAllocator(false, true));
        channel.pipeline().addLast(codecs);
        flush();
    }

    /** What a codec of Netty's asks for. */
    EmbeddedChannel channel() {
        return channel;
    }

    void say(Object message) throws IOException {
        channel.writeOutbound(message);
        flush();
    }

    /** The next message. Throws when the connection ends before one, or the try does. */
    Object hear() throws IOException {
        return hear(Duration.ofDays(1));
    }

    /** The same, and throws when no bytes come for that long. */
    Object hear(Duration patience) throws IOException {
        while (true) {
            Object message = channel.readInbound();
            if (message != null) {
                return message;
            }
            if (guard.over()) {
                throw new SocketTimeoutException("No answer in time");
            }
            Duration left = guard.left();
            Duration wait = left.compareTo(patience) < 0 ? left : patience;
            socket.setSoTimeout(Math.toIntExact(wait.toMillis()));
            int length = socket.getInputStream().read(received);
            if (length < 0) {
                throw new EOFException();
            }
            channel.writeInbound(Unpooled.copiedBuffer(received, 0, length));
            flush();
        }
    }

    /** Sends what the codecs want to have sent. */
    void flush() throws IOException {
        channel.runPendingTasks();
        channel.flushOutbound();
        OutputStream out = socket.getOutputStream();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            bytes.readBytes(out, bytes.readableBytes());
        }
        out.flush();
    }
}
