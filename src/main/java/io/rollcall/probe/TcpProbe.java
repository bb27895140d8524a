package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.net.Socket;
import java.util.Map;

/** Does something listen on a TCP port? Parameters {@code host} and {@code port}. Thread-safe. */
public final class TcpProbe {
    static final Kind KIND = new Kind("tcp", Map.of("port", ParameterType.PORT::complaint), Vocabulary.empty());

    private final Watchdog watchdog;
    private final Judgement judgement;

    public TcpProbe(Watchdog watchdog, Judgement judgement) {
        this.watchdog = watchdog;
        this.judgement = judgement;
    }

    /** Connects and closes. Throws when there is no connection. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        int port = parameters.port("port");
        return watchdog.within(check.tryTimeout(), guard -> {
            try (Socket socket = guard.createSocket(host, port)) {
                return judgement.judge(check, new Findings());
            }
        });
    }
}
