package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Where one vendor looks at a request and answers as the real one does. */
interface Desk {
    /** A request: its path, its headers in lower case, and its parsed body (a missing node when it could not be read). */
    record Request(String path, Map<String, String> headers, JsonNode body) {}

    Answer answer(Request request);
}
