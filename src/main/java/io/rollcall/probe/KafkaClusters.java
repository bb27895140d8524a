package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka clusters that checks ask: all checks of the same cluster and login share one client. It is closed when it failed,
 * so that it does not try to reconnect between two checks, and after ten idle minutes. Thread-safe.
 */
public final class KafkaClusters implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** To find out, after a try's time is over, whether the connection was to blame. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final Watchdog watchdog;
    private final TlsContexts contexts;
    private final Map<KafkaAddress, Shared> clients = new HashMap<>();

    /** @param timer on which idle clients are closed */
    public KafkaClusters(Watchdog watchdog, TlsContexts contexts, ScheduledExecutorService timer) {
        this.watchdog = watchdog;
        this.contexts = contexts;
        timer.scheduleWithFixedDelay(() -> closeUnused(IDLE), 1, 1, TimeUnit.MINUTES);
    }

    /** What a check asks once there is a client. */
    @FunctionalInterface
    interface Question {
        CheckResult ask(KafkaCluster cluster) throws Exception;
    }

    /** A client and how many checks use it now. Guarded by {@link KafkaClusters}. */
    private static final class Shared {
        private final Admin admin;
        private int users;
        private long lastUsed = System.nanoTime();

        Shared(Admin admin) {
            this.admin = admin;
        }
    }

    /** Asks the cluster that the check's parameters name. Throws when there is no connection or no answer. */
    CheckResult ask(Check check, Question question) throws Exception {
        long end = System.nanoTime() + check.tryTimeout().toNanos();
        KafkaAddress address = KafkaAddress.of(check.integration(), contexts);
        Shared shared = lend(address, check);
        boolean works = false;
        try {
            CheckResult result = question.ask(new KafkaCluster(shared.admin, end));
            works = true;
            return result;
        } catch (SslAuthenticationException failed) {
            throw failed;
        } catch (AuthenticationException refused) {
            return check.failed("Login refused: " + FailureText.of(check, refused), Map.of());
        } catch (TimeoutException | DisconnectException | java.util.concurrent.TimeoutException silent) {
            watchdog.within(GRACE, guard -> reach(address, guard));
            SocketTimeoutException late = new SocketTimeoutException("No answer in time");
            late.initCause(silent);
            throw late;
        } catch (ApiException wrong) {
            works = true;
            return check.failed(FailureText.of(check, wrong), Map.of());
        } finally {
            giveBack(address, shared, works);
        }
    }

    private Shared lend(KafkaAddress address, Check check) throws Exception {
        Shared known = take(address, null);
        if (known != null) {
            return known;
        }
        // Kafka's client goes on in silence while nobody takes its connections, until its time is over.
        watchdog.within(check.tryTimeout(), guard -> reach(address, guard));
        Shared fresh = new Shared(Admin.create(address.settings()));
        Shared taken = take(address, fresh);
        if (taken != fresh) {
            fresh.admin.close(Duration.ZERO);
        }
        return taken == null ? fresh : taken;
    }

    private synchronized @Nullable Shared take(KafkaAddress address, @Nullable Shared otherwise) {
        Shared shared = clients.get(address);
        if (shared == null && otherwise != null) {
            shared = otherwise;
            clients.put(address, shared);
        }
        if (shared != null) {
            shared.users++;
        }
        return shared;
    }

    private void giveBack(KafkaAddress address, Shared shared, boolean works) {
        boolean unused;
        synchronized (this) {
            shared.users--;
            shared.lastUsed = System.nanoTime();
            if (!works) {
                clients.remove(address, shared);
            }
            unused = shared.users == 0 && clients.get(address) != shared;
        }
        if (unused) {
            shared.admin.close(Duration.ZERO);
        }
    }

    /** Throws when no broker takes a connection. */
    private static boolean reach(KafkaAddress address, Guard guard) throws IOException {
        List<InetSocketAddress> entrances = address.entrances();
        for (int i = 0; ; i++) {
            long share = guard.left().toMillis() / (entrances.size() - i);
            try (Socket socket = guard.createSocket()) {
                socket.connect(entrances.get(i), Math.toIntExact(Math.max(share, 1)));
                return true;
            } catch (IOException failed) {
                if (i == entrances.size() - 1) {
                    throw failed;
                }
            }
        }
    }

    /** Closes the clients that nobody has used for that long. */
    void closeUnused(Duration idle) {
        List<Shared> unused;
        synchronized (this) {
            unused = clients.values().stream()
                    .filter(one -> one.users == 0 && System.nanoTime() - one.lastUsed >= idle.toNanos())
                    .toList();
            clients.values().removeAll(unused);
        }
        unused.forEach(one -> one.admin.close(Duration.ZERO));
    }

    /** How many clients there are. */
    synchronized int size() {
        return clients.size();
    }

    /** Closes every client. */
    @Override
    public void close() {
        List<Shared> all;
        synchronized (this) {
            all = List.copyOf(clients.values());
            clients.clear();
        }
        all.forEach(one -> one.admin.close(Duration.ZERO));
    }
}
