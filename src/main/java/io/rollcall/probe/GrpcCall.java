package io.rollcall.probe;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One call of gRPC over HTTP/2, as grpc.io's "gRPC over HTTP2" writes it on the wire. Netty's codec does HTTP/2; what gRPC
 * adds for a message of one field is less than a library of it would be. Confined to the thread of the try.
 */
final class GrpcCall {
    private static final String CHECK = "/grpc.health.v1.Health/Check";
    private static final int PREFIX = 5;
    private static final int MOST_ANSWER = 64 * 1024;
    private static final int MOST_SERVICE = 10_000;

    /** The status codes of gRPC by their number. */
    private static final List<String> CODES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    /** HealthCheckResponse.ServingStatus by its number. */
    private static final List<String> SERVING = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");

    private final Guard guard;
    private final CodecSocket line;
    private final Streams streams = new Streams();
    private final String scheme;
    private final String authority;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /**
     * What the server answered.
     *
     * @param statusName a status code of gRPC, or NO_GRPC where the answer has none
     * @param message what it adds to that, or empty
     * @param serving of HealthCheckResponse; UNKNOWN where there is none
     */
    record Answer(String statusName, String message, String serving) {}

    /** The way that Netty has to begin a stream. */
    private static final class Streams extends Http2ChannelDuplexHandler {}

    /**
     * Over a connection that is made, and by prior knowledge of HTTP/2 where it is plain.
     *
     * @param scheme https or http
     * @param authority whom it asks, as host and port
     */
    GrpcCall(Guard guard, Socket socket, String scheme, String authority) {
        this.guard = guard;
        this.scheme = scheme;
        this.authority = authority;
        this.line = new CodecSocket(
                guard, socket, Http2FrameCodecBuilder.forClient().build(), streams);
    }

    /** Asks for the health of a service, or with an empty name of the server. */
    Answer health(String service, String metadata) throws IOException {
        Http2FrameStream stream = streams.newStream();
        line.say(new DefaultHttp2HeadersFrame(headers(metadata), false).stream(stream));
        line.say(new DefaultHttp2DataFrame(request(service), true).stream(stream));
        Http2Headers first = null;
        while (true) {
            Object frame = line.hear();
            if (frame instanceof Http2HeadersFrame headers) {
                first = first == null ? headers.headers() : first;
                if (headers.isEndStream()) {
                    return answer(first, headers.headers());
                }
            } else if (frame instanceof Http2DataFrame data) {
                keep(data.content());
                if (data.isEndStream()) {
                    return answer(first == null ? new DefaultHttp2Headers() : first, new DefaultHttp2Headers());
                }
            } else if (frame instanceof Http2ResetFrame reset) {
                return ended("The server broke the call off", reset.errorCode());
            } else if (frame instanceof Http2GoAwayFrame leaving && leaving.errorCode() != 0) {
                return ended("The server closes the connection", leaving.errorCode());
            }
        }
    }

    private static Answer ended(String what, long code) {
        Http2Error error = Http2Error.valueOf(code);
        return new Answer("UNAVAILABLE", what + " (" + (error == null ? code : error.name()) + ")", "UNKNOWN");
    }

    private Http2Headers headers(String metadata) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme(scheme)
                .authority(authority)
                .path(CHECK);
        headers.add("te", "trailers").add("content-type", "application/grpc").add("user-agent", "rollcall");
        headers.add("grpc-timeout", guard.left().toMillis() + "m");
        metadata.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.add(name, line.substring(colon + 1).strip());
        });
        return headers;
    }

    /** HealthCheckRequest: field 1 is the service, by its length; before it, not compressed and the whole length. */
    private static ByteBuf request(String service) {
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        if (name.length > MOST_SERVICE) {
            throw new IllegalArgumentException("Parameter service is too long");
        }
        ByteBuf message = Unpooled.buffer();
        if (name.length > 0) {
            message.writeByte(0x0A);
            if (name.length > 0x7F) {
                message.writeByte(name.length & 0x7F | 0x80).writeByte(name.length >> 7);
            } else {
                message.writeByte(name.length);
            }
            message.writeBytes(name);
        }
        return Unpooled.buffer().writeByte(0).writeInt(message.readableBytes()).writeBytes(message);
    }

    private void keep(ByteBuf data) throws IOException {
        if (body.size() + data.readableBytes() > MOST_ANSWER) {
            throw new IOException("The answer is longer than health can be");
        }
        data.readBytes(body, data.readableBytes());
    }

    private Answer answer(Http2Headers first, Http2Headers trailers) {
        String status = text(trailers, "grpc-status");
        String http = text(first, ":status");
        String type = text(first, "content-type");
        if (!status.matches("\\d{1,3}")) {
            return new Answer("NO_GRPC", "HTTP " + http + (type.isEmpty() ? "" : " with " + type), "UNKNOWN");
        }
        int code = Integer.parseInt(status);
        String name = code < CODES.size() ? CODES.get(code) : "CODE_" + code;
        return new Answer(name, decoded(text(trailers, "grpc-message")), serving(body.toByteArray()));
    }

    /** HealthCheckResponse: field 1 is the status; one that is not there is 0. */
    private static String serving(byte[] message) {
        boolean there = message.length >= PREFIX + 2 && message[PREFIX] == 0x08;
        int number = there ? message[PREFIX + 1] : 0;
        return number >= 0 && number < SERVING.size() ? SERVING.get(number) : "STATUS_" + number;
    }

    private static String text(Http2Headers headers, String name) {
        CharSequence value = headers.get(name);
        return value == null ? "" : value.toString();
    }

    private static String decoded(String percentEncoded) {
        try {
            return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return percentEncoded;
        }
    }
}
