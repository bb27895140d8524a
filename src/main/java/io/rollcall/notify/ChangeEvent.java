package io.rollcall.notify;

import java.time.Instant;
import java.util.Map;

/**
 * That people have changed something about what is watched, which may explain what fails next.
 *
 * @param summary one line
 * @param details what has changed, by whatever it is about; names of parameters and never their values
 */
public record ChangeEvent(String summary, Map<String, String> details, Instant at) {
    public ChangeEvent {
        details = Map.copyOf(details);
    }
}
