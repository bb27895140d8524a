package io.rollcall.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/** Speaks AMQP 1.0 and gives messages away: whoever browses its queues takes them. Counts what it was asked for. */
final class GreedyBroker implements AutoCloseable {
    private static final EnumSet<EndpointState> NEW = EnumSet.of(EndpointState.UNINITIALIZED);
    private static final EnumSet<EndpointState> ASKED = EnumSet.of(EndpointState.ACTIVE);

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger links = new AtomicInteger();

    GreedyBroker() throws IOException {
        Thread thread = new Thread(this::serve, "greedy-broker");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many messages it was asked for. */
    int asked() {
        return asked.get();
    }

    int links() {
        return links.get();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            Transport transport = Transport.Factory.create();
            Connection connection = Connection.Factory.create();
            Sasl sasl = transport.sasl();
            sasl.server();
            sasl.setMechanisms("ANONYMOUS");
            transport.bind(connection);
            byte[] bytes = new byte[1 << 14];
            while (true) {
                answer(sasl, connection);
                for (int ready = transport.pending(); ready > 0; ready = transport.pending()) {
                    byte[] words = new byte[ready];
                    transport.head().get(words);
                    transport.pop(ready);
                    client.getOutputStream().write(words);
                }
                int room = Math.min(bytes.length, transport.capacity());
                int read = room <= 0 ? -1 : client.getInputStream().read(bytes, 0, room);
                if (read < 0) {
                    return;
                }
                transport.tail().put(bytes, 0, read);
                transport.process();
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Sasl sasl, Connection connection) {
        if (sasl.getRemoteMechanisms().length > 0 && sasl.getOutcome() == Sasl.PN_SASL_NONE) {
            sasl.done(Sasl.PN_SASL_OK);
        }
        if (connection.getRemoteState() == EndpointState.ACTIVE) {
            connection.open();
        }
        for (Session each = connection.sessionHead(NEW, ASKED); each != null; each = each.next(NEW, ASKED)) {
            each.open();
        }
        for (Link each = connection.linkHead(NEW, ASKED); each != null; each = each.next(NEW, ASKED)) {
            Source source = new Source();
            source.setAddress(each.getRemoteSource().getAddress());
            each.setSource(source);
            each.setTarget(each.getRemoteTarget());
            each.open();
            links.incrementAndGet();
        }
        for (Link each = connection.linkHead(ASKED, ASKED); each != null; each = each.next(ASKED, ASKED)) {
            asked.addAndGet(each.getCredit());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
