package io.rollcall.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server of one thread that answers over UDP what it is told to. */
public final class NameServer implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "name-server");
    private volatile int rcode;
    private volatile int deafTo;

    /** One that knows nothing yet. */
    public NameServer() throws IOException {
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is, as a check's parameter. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Answers with these, whatever it is asked. */
    public void know(Record... some) {
        records.clear();
        records.addAll(List.of(some));
    }

    void fail(int code) {
        rcode = code;
    }

    /** Overhears so many questions. */
    void overhear(int questions) {
        deafTo = questions;
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (deafTo > 0) {
                    deafTo--;
                    continue;
                }
                Message question = new Message(Arrays.copyOf(buffer, packet.getLength()));
                Message answer = new Message(question.getHeader().getID());
                answer.getHeader().setFlag(Flags.QR);
                answer.getHeader().setRcode(rcode);
                answer.addRecord(question.getQuestion(), Section.QUESTION);
                records.forEach(record -> answer.addRecord(record, Section.ANSWER));
                byte[] bytes = answer.toWire();
                socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            } catch (IOException closedOrNonsense) {
                continue;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
