package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import java.net.Socket;
import java.util.Map;

/** Does something listen on a TCP port? Parameters {@code host} and {@code port}. Thread-safe. */
public final class TcpProbe {
    private final Watchdog watchdog;

    public TcpProbe(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** Connects and closes. Throws when there is no connection. */
    public CheckResult run(Check check) throws Exception {
        check.beginTry();
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        int port = parameters.port("port");
        return watchdog.within(check.tryTimeout(), guard -> {
            try (Socket socket = guard.createSocket(host, port)) {
                return check.succeeded(Map.of());
            }
        });
    }
}
