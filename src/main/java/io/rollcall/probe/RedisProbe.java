package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Does a Redis server answer PING, and how does it do (requirements 001-11 and 001-12)? A login that may not use INFO gets an
 * outcome without measures. Thread-safe.
 */
public final class RedisProbe {
    static final Kind KIND = new Kind(
            "redis",
            Map.of("url", RedisServers.URL),
            Vocabulary.empty()
                    .with("role", Type.TEXT)
                    .with("memory", Type.SIZE)
                    .with("memory_used", Type.PERCENT)
                    .with("hit_rate", Type.PERCENT)
                    .with("connected_clients", Type.NUMBER)
                    .with("connections_used", Type.PERCENT)
                    .with("operations_per_second", Type.NUMBER)
                    .with("evicted_keys", Type.NUMBER)
                    .with("replicating", Type.BOOLEAN)
                    .with("replication_lag", Type.DURATION));

    private final RedisServers servers;
    private final Judgement judgement;

    public RedisProbe(RedisServers servers, Judgement judgement) {
        this.servers = servers;
        this.judgement = judgement;
    }

    /** Asks over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        return servers.ask(check, redis -> {
            String answer = redis.ping();
            return "PONG".equals(answer)
                    ? judgement.judge(check, measured(redis))
                    : check.failed("Answered PING with " + Cut.at100(answer), Map.of());
        });
    }

    private static Findings measured(Jedis redis) {
        try {
            return new RedisInfo(redis.info()).findings();
        } catch (JedisDataException forbidden) {
            return new Findings();
        }
    }
}
