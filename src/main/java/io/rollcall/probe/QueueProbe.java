package io.rollcall.probe;

import io.rollcall.check.Check;
import io.rollcall.check.CheckResult;
import io.rollcall.check.Findings;
import io.rollcall.check.Metric;
import io.rollcall.condition.Type;
import io.rollcall.condition.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** How many jobs wait, run and failed in queues that are Redis lists (requirements 001-16 and 001-17)? Thread-safe. */
public final class QueueProbe {
    static final Kind KIND = new Kind(
            "queue",
            Map.of(
                    "url",
                    RedisServers.URL,
                    "queues",
                    Kind.Rule.matching(
                            "\\s*[^,\\s]+\\s*(,\\s*[^,\\s]+\\s*)*", "names separated by commas, such as default,high")),
            Vocabulary.empty()
                    .with("queue_size", Type.NUMBER)
                    .with("queue_processing", Type.NUMBER)
                    .with("queue_failed", Type.NUMBER)
                    .with("fullest_queue", Type.TEXT));

    private final RedisServers servers;
    private final Judgement judgement;

    public QueueProbe(RedisServers servers, Judgement judgement) {
        this.servers = servers;
        this.judgement = judgement;
    }

    private record Depth(Response<Long> size, Response<Long> processing, Response<String> failed) {}

    /** Asks over a connection of its own. Throws when there is no connection or no answer. */
    public CheckResult run(Check check) throws Exception {
        Parameters parameters = new Parameters(check.integration());
        List<String> queues = Stream.of(parameters.text("queues").split(","))
                .map(String::strip)
                .toList();
        String prefix = parameters.text("prefix", "");
        return servers.ask(check, redis -> judgement.judge(check, found(depths(redis, prefix, queues))));
    }

    private static Map<String, Depth> depths(Jedis redis, String prefix, List<String> queues) {
        Map<String, Depth> depths = new LinkedHashMap<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (String queue : queues) {
                String key = prefix + queue;
                depths.put(
                        queue,
                        new Depth(
                                pipeline.llen(key), pipeline.llen(key + ":processing"), pipeline.get(key + ":failed")));
            }
        }
        return depths;
    }

    private static Findings found(Map<String, Depth> depths) {
        Findings findings = new Findings();
        long largest = -1;
        for (Map.Entry<String, Depth> queue : depths.entrySet()) {
            long size = queue.getValue().size().get();
            if (size > largest) {
                largest = size;
                findings.fact("fullest_queue", queue.getKey());
            }
            Map<String, String> label = Map.of("queue", queue.getKey());
            findings.metric(new Metric("queue_size", "", size, label))
                    .metric(new Metric(
                            "queue_processing",
                            "",
                            queue.getValue().processing().get(),
                            label))
                    .metric(new Metric("queue_failed", "", failed(queue.getValue()), label));
        }
        return findings;
    }

    /** A counter that nobody has set yet is at zero; one that is no number says nothing. */
    private static double failed(Depth depth) {
        String count = depth.failed().get();
        return count == null ? 0 : count.matches("\\d{1,15}") ? Double.parseDouble(count) : Double.NaN;
    }
}
