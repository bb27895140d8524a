package io.rollcall.camel;

import io.rollcall.group.Receiver;
import io.rollcall.integration.DurationText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Makes a receiver a step: {@code to: tell:on-call} with the parameters {@code channels}, {@code groupBy}, {@code groupWait},
 * {@code groupInterval}, {@code repeatInterval}, {@code tellsEnd}, {@code to} and {@code escalation}. The alert that passes is
 * told to it at the end of the route.
 */
public final class TellComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        try {
            List<String> channels = list(parameters, "channels", "");
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("channels: name at least one channel, such as slack,email");
            }
            return new TellEndpoint(
                    uri,
                    this,
                    new Receiver(
                            name,
                            channels,
                            list(parameters, "groupBy", "rule,severity"),
                            duration(parameters, "groupWait", "10s"),
                            duration(parameters, "groupInterval", "5m"),
                            duration(parameters, "repeatInterval", "12h"),
                            bool(parameters, "tellsEnd"),
                            list(parameters, "to", ""),
                            getAndRemoveParameter(parameters, "escalation", String.class)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("receiver '" + name + "': " + e.getMessage(), e);
        }
    }

    private List<String> list(Map<String, Object> parameters, String name, String otherwise) {
        return Arrays.stream(getAndRemoveParameter(parameters, name, String.class, otherwise)
                        .split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    private Duration duration(Map<String, Object> parameters, String name, String otherwise) {
        try {
            return DurationText.parse(getAndRemoveParameter(parameters, name, String.class, otherwise));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private boolean bool(Map<String, Object> parameters, String name) {
        String text = getAndRemoveParameter(parameters, name, String.class, "true");
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + ": '" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }
}
