package io.rollcall.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * How a simulated vendor answers one request.
 *
 * @param kind an ordinary answer, none at all, or a broken connection
 * @param status of an ordinary answer
 * @param headers of an ordinary answer
 * @param type its media type
 * @param body its body
 */
public record Answer(Kind kind, int status, Map<String, String> headers, String type, String body) {

    /** How the connection is treated. */
    public enum Kind {
        /** An HTTP answer. */
        ANSWER,
        /** The request is read and never answered. */
        HANG,
        /** The request is read and the connection closed. */
        RESET
    }

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer text(int status, String body) {
        return new Answer(Kind.ANSWER, status, Map.of(), "text/plain", body);
    }

    public static Answer json(int status, String body) {
        return new Answer(Kind.ANSWER, status, Map.of(), "application/json", body);
    }

    public static Answer hang() {
        return new Answer(Kind.HANG, 0, Map.of(), "", "");
    }

    public static Answer reset() {
        return new Answer(Kind.RESET, 0, Map.of(), "", "");
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(kind, status, more, type, body);
    }

    /** True for 2xx. */
    public boolean accepted() {
        return kind == Kind.ANSWER && status / 100 == 2;
    }
}
