package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.FailureText;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The Redis servers that checks ask: over a connection for each try, and never longer than that lasts. Thread-safe. */
public final class RedisServers {
    static final Kind.Rule URL = Kind.Rule.matching("rediss?://.+", "an address such as redis://host:6379");
    private static final int USUAL_PORT = 6379;

    private final Watchdog watchdog;
    private final SSLSocketFactory tls;

    public RedisServers(Watchdog watchdog, SSLSocketFactory tls) {
        this.watchdog = watchdog;
        this.tls = tls;
    }

    /** What a check asks once it is connected, logged in and the database is selected. */
    @FunctionalInterface
    interface Question {
        CheckResult ask(Jedis redis);
    }

    /** Asks the server that parameters {@code url} and {@code password} name. Throws without connection or answer. */
    CheckResult ask(Check check, Question question) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        Address address = Address.of(parameters.text("url"));
        JedisClientConfig login = login(address, parameters);
        return watchdog.within(check.tryTimeout(), guard -> {
            JedisSocketFactory sockets = () -> connect(guard, address);
            try (Jedis redis = new Jedis(sockets, login)) {
                return question.ask(redis);
            } catch (JedisDataException refused) {
                return check.failed(FailureText.of(check, refused), Map.of());
            }
        });
    }

    private static JedisClientConfig login(Address address, Parameters parameters) {
        String inUrl = address.password();
        String password = parameters.text("password", inUrl == null ? "" : inUrl);
        String user = address.user();
        return DefaultJedisClientConfig.builder()
                .user(user == null || user.isEmpty() ? null : user)
                .password(password.isEmpty() ? null : password)
                .database(database(address.path()))
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    private static int database(String path) {
        if (!path.matches("\\d{0,4}")) {
            throw new IllegalArgumentException("The path of parameter url must be a database number: " + path);
        }
        return path.isEmpty() ? 0 : Integer.parseInt(path);
    }

    private Socket connect(Guard guard, Address address) {
        try {
            Socket socket = guard.createSocket(address.host(), address.portOr(USUAL_PORT));
            return address.scheme().equals("rediss") ? secured(socket, address) : socket;
        } catch (IOException failed) {
            throw new JedisConnectionException(failed);
        }
    }

    private SSLSocket secured(Socket plain, Address address) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, address.host(), address.portOr(USUAL_PORT), true);
        SSLParameters verified = secured.getSSLParameters();
        verified.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(verified);
        secured.startHandshake();
        return secured;
    }
}
