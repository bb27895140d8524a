package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import io.rollcall.integration.ParameterType;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Does something listen on a TCP port, and does it answer as it should? Parameters {@code host} and {@code port},
 * {@code send} and {@code expect}. Thread-safe.
 */
public final class TcpProbe {
    static final Kind KIND = new Kind(
            "tcp",
            Map.of("port", ParameterType.PORT::complaint, "expect", TcpProbe::complaint),
            Vocabulary.empty().with("answer", Type.TEXT));

    private static final int MOST_ANSWER = 4096;

    private final Watchdog watchdog;
    private final Judgement judgement;

    public TcpProbe(Watchdog watchdog, Judgement judgement) {
        this.watchdog = watchdog;
        this.judgement = judgement;
    }

    /** Connects, says what it is to say, waits for the answer it expects, and closes. Throws when there is no connection. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        String host = parameters.text("host");
        int port = parameters.port("port");
        String send = check.integration().parameter("send");
        String expect = check.integration().parameter("expect");
        return watchdog.within(check.tryTimeout(), guard -> {
            try (Socket socket = guard.createSocket(host, port)) {
                if (send != null) {
                    socket.getOutputStream().write(unescaped(send).getBytes(StandardCharsets.UTF_8));
                }
                return expect == null
                        ? judgement.judge(check, new Findings())
                        : judged(check, expect, answer(socket, guard, Pattern.compile(expect)));
            }
        });
    }

    private CheckResult judged(Check check, String expect, Answer answer) {
        if (answer.right()) {
            return judgement.judge(check, new Findings().fact("answer", answer.text()));
        }
        String got = answer.text().isEmpty()
                ? "nothing"
                : "'" + Cut.at100(answer.text().strip()) + "'";
        return check.failed("Expected " + expect + " but got " + got, Map.of());
    }

    private record Answer(String text, boolean right) {}

    /** Reads until the answer is right, ends, is too long, or has taken too long; throws when nothing came in that time. */
    private static Answer answer(Socket socket, Guard guard, Pattern expected) throws IOException {
        byte[] bytes = new byte[MOST_ANSWER];
        int length = 0;
        String text = "";
        InputStream in = socket.getInputStream();
        while (length < bytes.length) {
            int more;
            try {
                socket.setSoTimeout(Math.toIntExact(guard.left().toMillis()));
                more = in.read(bytes, length, bytes.length - length);
            } catch (SocketTimeoutException late) {
                if (length == 0) {
                    throw late;
                }
                more = -1;
            }
            if (more < 0) {
                break;
            }
            length += more;
            text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            if (expected.matcher(text).find()) {
                return new Answer(text, true);
            }
        }
        return new Answer(text, false);
    }

    /** {@code \r}, {@code \n}, {@code \t} and {@code \\} as the characters that they stand for. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            int known = "rnt\\".indexOf(next);
            plain.append(known < 0 ? c : "\r\n\t\\".charAt(known));
            i += known < 0 ? 0 : 1;
        }
        return plain.toString();
    }

    static Optional<String> complaint(String expect) {
        return Optional.ofNullable(mistake(expect));
    }

    private static @Nullable String mistake(String expect) {
        try {
            Pattern.compile(expect);
            return null;
        } catch (PatternSyntaxException e) {
            return "this is no regular expression: " + e.getDescription() + " at " + (e.getIndex() + 1);
        }
    }
}
