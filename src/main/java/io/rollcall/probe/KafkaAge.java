package io.rollcall.probe;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How long has the oldest of these messages waited? No message is read: the cluster is asked a few times which message was the
 * first after a time, for all partitions at once, until that time is known to about 5 %.
 */
record KafkaAge(KafkaCluster cluster, Clock clock) {
    private static final int QUESTIONS = 8;
    private static final long LEAST_MILLIS = 1000;

    /**
     * Whole seconds since the oldest was written, by the time in the messages.
     *
     * @param unread the offset of the oldest in each partition; at least one
     */
    double oldest(Map<TopicPartition, Long> unread) throws Exception {
        long now = clock.millis();
        Map<TopicPartition, Search> searches = new HashMap<>();
        unread.forEach((partition, offset) -> searches.put(partition, new Search(offset, now)));
        for (int i = 0; i <= QUESTIONS; i++) {
            Map<TopicPartition, OffsetSpec> places = new HashMap<>();
            searches.forEach((partition, search) -> {
                if (!search.done) {
                    places.put(partition, OffsetSpec.forTimestamp(search.next()));
                }
            });
            Map<TopicPartition, ListOffsetsResultInfo> answers = cluster.offsets(places);
            searches.forEach((partition, search) -> {
                ListOffsetsResultInfo first = answers.get(partition);
                if (first != null) {
                    search.learn(first);
                }
            });
        }
        long oldest = searches.values().stream()
                .mapToLong(search -> search.from)
                .min()
                .orElse(now);
        return Math.max(Math.round((now - oldest) / 1e3), 0);
    }

    /** Between which times one message was written. Narrowed by ages: what is old need not be known to the second. */
    private static final class Search {
        private final long offset;
        private final long now;
        private long from;
        private long to;
        private long asked;
        private boolean done;

        Search(long offset, long now) {
            this.offset = offset;
            this.now = now;
            this.to = now;
        }

        /** First where the partition begins. */
        long next() {
            double least = Math.max(now - to, LEAST_MILLIS);
            asked = from == 0 ? 0 : now - Math.round(Math.sqrt(least * Math.max(now - from, LEAST_MILLIS)));
            return asked;
        }

        void learn(ListOffsetsResultInfo first) {
            if (asked == 0 && first.offset() < 0) {
                // No message there says when it was written.
                from = now;
            } else if (first.offset() == offset || asked == 0) {
                // Where it begins later than the message wanted, that message was deleted unread.
                from = first.timestamp();
                done = first.offset() >= offset;
            } else if (first.offset() < 0 || first.offset() > offset) {
                to = asked;
            } else {
                from = first.timestamp();
            }
            done |= now - from <= LEAST_MILLIS;
        }
    }
}
