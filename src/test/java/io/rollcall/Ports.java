package io.rollcall;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must know theirs beforehand, and such on which nobody listens: out of the range from which systems
 * serve clients, none twice, and each process of a test run has its own part of them.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int PART = 2_400;
    private static final int PARTS = 5;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    public static int free() {
        int first = FIRST + PART * part();
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(first, first + PART);
            if (GIVEN.add(port)) {
                try (ServerSocket socket = new ServerSocket(port)) {
                    return socket.getLocalPort();
                } catch (IOException taken) {
                    continue;
                }
            }
        }
    }

    /** Of the process: {@code fork-3} has the third. */
    private static int part() {
        String fork = System.getProperty("test.fork", "").replaceAll("\\D", "");
        return fork.isEmpty() ? 0 : Integer.parseInt(fork) % PARTS;
    }
}
