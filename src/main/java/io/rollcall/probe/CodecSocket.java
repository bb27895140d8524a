package io.rollcall.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
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

    CodecSocket(Guard guard, Socket socket, ChannelHandler... codecs) {
        this.guard = guard;
        this.socket = socket;
        // On the heap and for the collector: nothing to release, whatever a server sends.
        channel.config().setAllocator(new UnpooledByteBufAllocator(false, true));
        channel.pipeline().addLast(codecs);
    }

    /** What a codec of Netty's asks for. */
    EmbeddedChannel channel() {
        return channel;
    }

    /** Says it as soon as something is to be heard, in one packet with what was said before. */
    void say(Object message) {
        channel.writeOutbound(message);
    }

    /** The next message. Throws when the connection ends before one, or the try does. */
    Object hear() throws IOException {
        return hear(Duration.ofDays(1));
    }

    /** The same, and throws when no bytes come for that long. */
    Object hear(Duration patience) throws IOException {
        while (true) {
            flush();
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
        }
    }

    private void flush() throws IOException {
        channel.runPendingTasks();
        channel.flushOutbound();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            bytes.readBytes(packet, bytes.readableBytes());
        }
        if (packet.size() > 0) {
            packet.writeTo(socket.getOutputStream());
        }
    }
}
