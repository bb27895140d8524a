package io.rollcall.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as it is sent. */
record Answer(int status, String type, @Nullable String body, Map<String, String> headers) {
    Answer {
        headers = Map.copyOf(headers);
    }
}
