package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/**
 * Does a broker that speaks AMQP 1.0 take the login, how many messages wait in its queues, and does a message that is sent
 * arrive (requirement 000-08)? Thread-safe.
 */
public final class AmqpProbe {
    private static final String NAMES = "(\\s*[^,\\s]+\\s*(,\\s*[^,\\s]+\\s*)*)?";

    static final Kind KIND = new Kind(
            "amqp",
            Map.of(
                    "url",
                    Kind.Rule.matching("amqps?://.+", "an address such as amqp://host:5672"),
                    "queues",
                    Kind.Rule.matching(NAMES, "names separated by commas, such as orders,mails"),
                    "limit",
                    ParameterType.COUNT::complaint),
            Vocabulary.empty()
                    .with("amqp_queue_size", Type.NUMBER)
                    .with("amqp_roundtrip", Type.DURATION)
                    .with("fullest_queue", Type.TEXT));

    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;

    private static final int LOOKS = 2;
    private static final long PAUSE_MILLIS = 50;

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Clock clock;
    private final Judgement judgement;

    public AmqpProbe(Watchdog watchdog, TlsContexts contexts, Clock clock, Judgement judgement) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        this.clock = clock;
        this.judgement = judgement;
    }

    /** Talks over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        Address address = Address.of(parameters.text("url"));
        List<String> queues = Stream.of(parameters.text("queues", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        String own = parameters.text("roundtrip-queue", "");
        return watchdog.within(check.tryTimeout(), guard -> {
            Findings findings = new Findings();
            boolean secured = address.scheme().equals("amqps");
            int port = address.portOr(secured ? TLS_PORT : PLAIN_PORT);
            try (Socket plain = guard.createSocket(address.host(), port);
                    Socket socket = secured ? secured(check, plain, address.host(), port) : plain;
                    AmqpConversation conversation = begin(check, address, socket)) {
                count(conversation, queues, Integer.parseInt(parameters.text("limit", "2000")), findings);
                if (!own.isEmpty()) {
                    AmqpRoundtrip trip = new AmqpRoundtrip(
                            conversation, own, check.integration().key(), clock);
                    findings.metric("amqp_roundtrip", "s", trip.seconds());
                }
                return judgement.judge(check, findings);
            } catch (AmqpRefused refused) {
                return judgement.failed(check, String.valueOf(refused.getMessage()), findings);
            }
        });
    }

    private static AmqpConversation begin(Check check, Address address, Socket socket) throws IOException, AmqpRefused {
        Parameters parameters = new Parameters(check.integration());
        String user = address.user();
        String password = address.password();
        return AmqpConversation.begin(
                socket,
                address.host(),
                parameters.text("username", user == null ? "" : user),
                parameters.text("password", password == null ? "" : password));
    }

    /** Shakes hands with the first word that is said. */
    private Socket secured(Check check, Socket plain, String host, int port)
            throws GeneralSecurityException, IOException {
        SSLSocket tls =
                (SSLSocket) contexts.of(check.integration()).getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters verified = tls.getSSLParameters();
        verified.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(verified);
        return tls;
    }

    private static void count(AmqpConversation conversation, List<String> queues, int limit, Findings findings)
            throws IOException, AmqpRefused, InterruptedException {
        List<String> more = new ArrayList<>();
        int most = -1;
        for (String queue : queues) {
            int size = count(conversation, queue, limit);
            findings.metric(new Metric("amqp_queue_size", "", size, Map.of("queue", queue)));
            if (size > most) {
                most = size;
                findings.fact("fullest_queue", queue);
            }
            if (size == limit) {
                more.add(queue);
            }
        }
        if (!more.isEmpty()) {
            findings.detail("counted_to_limit", more);
        }
    }

    /** How many messages wait, up to the limit. */
    private static int count(AmqpConversation conversation, String queue, int limit)
            throws IOException, AmqpRefused, InterruptedException {
        Receiver browser = conversation.receiver(queue, true);
        // Where a broker knows no copies, looking would take the messages away.
        if (!(browser.getRemoteSource() instanceof Source source
                && AmqpConversation.COPY.equals(source.getDistributionMode()))) {
            throw new AmqpRefused("Queue " + queue + " cannot be browsed: the broker would hand its messages over");
        }
        int seen = 0;
        // A broker may say that this was all while it still fetches messages, large ones above all.
        for (int empty = 0; empty < LOOKS && seen < limit; ) {
            int more = look(conversation, browser, limit - seen);
            seen += more;
            empty = more == 0 ? empty + 1 : 0;
            if (more == 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        browser.close();
        return seen;
    }

    private static int look(AmqpConversation conversation, Receiver browser, int most) throws IOException, AmqpRefused {
        int[] seen = {0};
        browser.drain(most);
        conversation.await(() -> {
            for (Delivery each = browser.current(); each != null && !each.isPartial(); each = browser.current()) {
                browser.recv();
                browser.advance();
                each.disposition(Released.getInstance());
                each.settle();
                seen[0]++;
            }
            return browser.getCredit() == 0 || AmqpConversation.closed(browser, "The broker closed the queue");
        });
        return seen[0];
    }
}
