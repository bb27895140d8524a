package io.rollcall.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;

/** Sends a message to a queue and takes it from there again, with what earlier ones left behind. */
final class AmqpRoundtrip {
    private static final String SUBJECT = "Rollcall round trip ";
    /** Of an earlier check that did not wait for it. One that is younger may be another engine's. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final int MOST = 1000;
    private static final int LARGEST = 1024;

    private final AmqpConversation conversation;
    private final String queue;
    private final String subject;
    private final String ours;
    private final Clock clock;

    /** @param key of the integration, which marks its messages */
    AmqpRoundtrip(AmqpConversation conversation, String queue, String key, Clock clock) {
        this.conversation = conversation;
        this.queue = queue;
        this.subject = SUBJECT + key + " ";
        this.ours = subject + UUID.randomUUID();
        this.clock = clock;
    }

    /** How long it took from sending to receiving. */
    double seconds() throws IOException, AmqpRefused {
        // First where it is fetched: no message is sent that nobody could fetch.
        Receiver receiver = conversation.receiver(queue, false);
        Sender sender = conversation.sender(queue);
        long begin = System.nanoTime();
        send(sender);
        receiver.flow(MOST);
        boolean[] arrived = {false};
        List<Delivery> others = new ArrayList<>();
        conversation.await(() -> {
            for (Delivery each = receiver.current(); each != null && !each.isPartial(); each = receiver.current()) {
                Message message = read(receiver.recv());
                receiver.advance();
                boolean found = ours.equals(message.getSubject());
                arrived[0] |= found;
                if (found || forgotten(message)) {
                    each.disposition(Accepted.getInstance());
                    each.settle();
                } else {
                    // Given back at the end, so that it does not come again at once.
                    others.add(each);
                }
            }
            if (others.size() == MOST) {
                throw new AmqpRefused("Queue " + queue + " holds messages of others; give this check one of its own");
            }
            return arrived[0] || AmqpConversation.closed(receiver, "Queue " + queue + " cannot be read");
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        others.forEach(each -> {
            each.disposition(Released.getInstance());
            each.settle();
        });
        receiver.close();
        sender.close();
        return seconds;
    }

    private void send(Sender sender) throws IOException, AmqpRefused {
        Message message = Message.Factory.create();
        message.setAddress(queue);
        message.setSubject(ours);
        message.setCreationTime(clock.millis());
        message.setTtl(FORGOTTEN.toMillis());
        message.setBody(new AmqpValue("Sent to see whether messages arrive. It is taken away as soon as it does."));
        byte[] bytes = new byte[LARGEST];
        int length = message.encode(bytes, 0, bytes.length);
        Delivery delivery = sender.delivery("1".getBytes(StandardCharsets.UTF_8));
        sender.send(bytes, 0, length);
        sender.advance();
        String otherwise = "Queue " + queue + " takes no message";
        conversation.await(() -> delivery.getRemoteState() != null || AmqpConversation.closed(sender, otherwise));
        DeliveryState state = delivery.getRemoteState();
        delivery.settle();
        if (!(state instanceof Accepted)) {
            throw new AmqpRefused(otherwise, state instanceof Rejected rejected ? rejected.getError() : null);
        }
    }

    private static Message read(ReadableBuffer bytes) {
        Message message = Message.Factory.create();
        message.decode(bytes);
        return message;
    }

    private boolean forgotten(Message message) {
        String said = message.getSubject();
        return said != null
                && said.startsWith(subject)
                && message.getCreationTime() < clock.millis() - FORGOTTEN.toMillis();
    }
}
