package io.rollcall.check;

import java.io.IOException;

/**
 * The connection to an integration could not be made, so nothing was asked of it and asking again is safe
 * (requirement 004-01). Probes whose client library has no exception of its own for this throw it around the cause.
 */
public class ConnectionFailed extends IOException {
    private static final long serialVersionUID = 1L;

    public ConnectionFailed(Throwable cause) {
        super(cause);
    }
}
