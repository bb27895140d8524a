package io.rollcall.probe;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Endpoint;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.TransportException;

/**
 * A conversation in AMQP 1.0 (OASIS, 2012) over one socket, in the thread of a try: whoever closes the socket ends it. Confined
 * to that thread.
 */
final class AmqpConversation implements AutoCloseable {
    static final Symbol COPY = Symbol.valueOf("copy");
    private static final Symbol QUEUE = Symbol.valueOf("queue");
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final Transport transport = Transport.Factory.create();
    private final Connection connection = Connection.Factory.create();
    private final Session session = connection.session();
    private final byte[] buffer = new byte[BUFFER];

    private AmqpConversation(Socket socket) {
        this.socket = socket;
    }

    /** What is awaited while the broker talks. */
    @FunctionalInterface
    interface Wish {
        boolean fulfilled() throws IOException, AmqpRefused;
    }

    /**
     * Logs in and begins a session.
     *
     * @param user or empty for an anonymous login
     * @throws AmqpRefused when the login is refused, or the server speaks something else
     */
    static AmqpConversation begin(Socket socket, String host, String user, String password)
            throws IOException, AmqpRefused {
        AmqpConversation conversation = new AmqpConversation(socket);
        conversation.logIn(host, user, password);
        conversation.open(host);
        return conversation;
    }

    private void logIn(String host, String user, String password) throws IOException, AmqpRefused {
        transport.setMaxFrameSize(BUFFER);
        Sasl sasl = transport.sasl();
        sasl.client();
        sasl.setRemoteHostname(host);
        if (user.isEmpty()) {
            sasl.setMechanisms("ANONYMOUS");
        } else {
            sasl.plain(user, password);
        }
        transport.bind(connection);
        await(() -> sasl.getOutcome() != Sasl.PN_SASL_NONE);
        if (sasl.getOutcome() != Sasl.PN_SASL_OK) {
            throw new AmqpRefused("Login refused");
        }
    }

    private void open(String host) throws IOException, AmqpRefused {
        connection.setContainer("rollcall-" + UUID.randomUUID());
        connection.setHostname(host);
        connection.open();
        session.open();
        await(() -> {
            ErrorCondition refusal = connection.getRemoteCondition();
            // Some take everybody's login, and then nobody without a name.
            if (refusal != null && AmqpError.UNAUTHORIZED_ACCESS.equals(refusal.getCondition())) {
                throw new AmqpRefused("Login refused");
            }
            return session.getRemoteState() != EndpointState.UNINITIALIZED;
        });
    }

    /** A link that receives from a queue, without credit so far. */
    Receiver receiver(String queue, boolean browse) throws IOException, AmqpRefused {
        Source source = new Source();
        source.setAddress(queue);
        source.setCapabilities(QUEUE);
        if (browse) {
            source.setDistributionMode(COPY);
        }
        Receiver receiver = session.receiver("rollcall-from-" + queue);
        receiver.setSource(source);
        receiver.setTarget(new Target());
        receiver.setSenderSettleMode(SenderSettleMode.UNSETTLED);
        receiver.setReceiverSettleMode(ReceiverSettleMode.FIRST);
        attach(receiver, "Queue " + queue + " cannot be read");
        return receiver;
    }

    /** A link that sends to a queue; waits until the broker takes a message. */
    Sender sender(String queue) throws IOException, AmqpRefused {
        Target target = new Target();
        target.setAddress(queue);
        target.setCapabilities(QUEUE);
        Sender sender = session.sender("rollcall-to-" + queue);
        sender.setSource(new Source());
        sender.setTarget(target);
        sender.setSenderSettleMode(SenderSettleMode.UNSETTLED);
        attach(sender, "Queue " + queue + " takes no message");
        await(() -> sender.getCredit() > 0 || closed(sender, "Queue " + queue + " takes no message"));
        return sender;
    }

    private void attach(Link link, String otherwise) throws IOException, AmqpRefused {
        link.open();
        // A refusal comes in two steps: the link is there, but leads nowhere, and is closed then with the reason.
        await(() -> closed(link, otherwise)
                || link.getRemoteState() == EndpointState.ACTIVE
                        && (link instanceof Sender ? link.getRemoteTarget() : link.getRemoteSource()) != null);
    }

    /** Never true: throws when the broker has closed it. */
    static boolean closed(Endpoint link, String otherwise) throws AmqpRefused {
        if (link.getRemoteState() == EndpointState.CLOSED) {
            throw new AmqpRefused(otherwise, link.getRemoteCondition());
        }
        return false;
    }

    /** Says what is to be said and listens until the wish is fulfilled. */
    void await(Wish wish) throws IOException, AmqpRefused {
        flush();
        InputStream in = socket.getInputStream();
        while (!wish.fulfilled()) {
            closed(connection, "The broker closed the connection");
            closed(session, "The broker closed the session");
            int room = transport.capacity();
            int read = room <= 0 ? -1 : in.read(buffer, 0, Math.min(room, buffer.length));
            if (read < 0) {
                throw new EOFException("Connection closed");
            }
            transport.tail().put(buffer, 0, read);
            try {
                transport.process();
            } catch (TransportException garbage) {
                throw notAmqp();
            }
            if (transport.getCondition() != null && connection.getRemoteState() == EndpointState.UNINITIALIZED) {
                throw notAmqp();
            }
            flush();
        }
        flush();
    }

    private static AmqpRefused notAmqp() {
        return new AmqpRefused("The server does not speak AMQP 1.0");
    }

    private void flush() throws IOException {
        for (int ready = transport.pending(); ready > 0; ready = transport.pending()) {
            byte[] words = new byte[ready];
            transport.head().get(words);
            transport.pop(ready);
            socket.getOutputStream().write(words);
        }
    }

    /** Says good-bye without waiting for an answer. */
    @Override
    public void close() {
        try (socket) {
            connection.close();
            flush();
        } catch (IOException gone) {
            // The broker left first. What it was asked it has answered.
            connection.free();
        }
    }
}
