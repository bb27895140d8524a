import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * What is checked: answers any GET at once with a small JSON document. One thread and a process of its own, so that its
 * processor time is not the engine's. GET /hits tells how many calls came and to how many different numbers /1, /2, ... since /reset
 */
final class Target {
    private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final Selector selector = Selector.open();
    private final BitSet seen = new BitSet();
    private long hits;

    private Target() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 4096);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(server.socket().getLocalPort());
    }

    /** Prints its port and serves until its standard input ends, which it does when whoever started it is gone. */
    public static void main(String[] arguments) throws IOException {
        Thread leash = new Thread(Target::untilInputEnds, "leash");
        leash.setDaemon(true);
        leash.start();
        new Target().serve();
    }

    private static void untilInputEnds() {
        try {
            while (System.in.read() >= 0) {
                // nobody says anything
            }
        } catch (IOException e) {
            // ended as well
        }
        System.exit(0);
    }

    private void serve() throws IOException {
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept((ServerSocketChannel) key.channel());
                    } else {
                        answer(key, (SocketChannel) key.channel());
                    }
                } catch (IOException e) {
                    key.cancel();
                }
            });
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel client = server.accept();
        if (client != null) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(4096));
        }
    }

    /** A client sends its next request only after the answer, and none has a body. */
    private void answer(SelectionKey key, SocketChannel client) throws IOException {
        ByteBuffer request = (ByteBuffer) key.attachment();
        if (client.read(request) < 0) {
            client.close();
        } else if (request.position() >= 4 && request.getInt(request.position() - 4) == END_OF_HEAD) {
            client.write(ByteBuffer.wrap(answerTo(path(request)).getBytes(StandardCharsets.US_ASCII)));
            request.clear();
        }
    }

    private static String path(ByteBuffer request) {
        int end = "GET ".length();
        while (request.get(end) != ' ') {
            end++;
        }
        return new String(request.array(), "GET ".length(), end - "GET ".length(), StandardCharsets.US_ASCII);
    }

    private String answerTo(String path) {
        String body = "{\"status\":\"ok\"}";
        if (path.equals("/reset")) {
            hits = 0;
            seen.clear();
            body = "0 0";
        } else if (path.equals("/hits")) {
            body = hits + " " + seen.cardinality();
        } else {
            hits++;
            seen.set(Integer.parseInt(path, 1, path.length(), 10));
        }
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
