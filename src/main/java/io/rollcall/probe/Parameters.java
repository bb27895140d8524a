package io.rollcall.probe;

import io.rollcall.integration.DurationText;
import io.rollcall.integration.Integration;
import java.time.Duration;

/** The parameters of a check, with a plain complaint when one is missing or no port. */
record Parameters(Integration integration) {

    String text(String name) {
        String value = integration.parameter(name);
        if (value == null) {
            throw new IllegalArgumentException("Parameter " + name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        String value = integration.parameter(name);
        return value == null ? otherwise : value;
    }

    Duration duration(String name, String otherwise) {
        return DurationText.parse(text(name, otherwise));
    }

    int port(String name, int usual) {
        return integration.parameter(name) == null ? usual : port(name);
    }

    int port(String name) {
        String value = text(name);
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65535) {
            throw new IllegalArgumentException("Parameter " + name + " must be a port from 1 to 65535: " + value);
        }
        return Integer.parseInt(value);
    }
}
