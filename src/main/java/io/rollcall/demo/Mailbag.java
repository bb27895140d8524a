package io.rollcall.demo;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every message that reached the operator, in the order in which it was seen. Not thread-safe. */
final class Mailbag {
    private final Estate estate;
    private final List<Message> all = new ArrayList<>();
    private final Map<Channel, Integer> counts = new EnumMap<>(Channel.class);

    Mailbag(Estate estate) {
        this.estate = estate;
    }

    /** Those that came since the last look. */
    List<Message> look() {
        List<Message> fresh = new ArrayList<>();
        for (Vendor vendor : Vendor.values()) {
            List<Message> known = estate.inbox().accepted(vendor).stream()
                    .map(MessageReader::read)
                    .toList();
            addFresh(known, fresh);
        }
        MimeMessage[] emails = estate.mail().getReceivedMessages();
        addFresh(Arrays.stream(emails).map(MessageReader::email).toList(), fresh);
        all.addAll(fresh);
        return fresh;
    }

    List<Message> all() {
        return List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    int count(Channel channel) {
        return counts.getOrDefault(channel, 0);
    }

    private void addFresh(List<Message> known, List<Message> fresh) {
        if (!known.isEmpty()) {
            Channel channel = known.get(0).channel();
            fresh.addAll(known.subList(count(channel), known.size()));
            counts.put(channel, known.size());
        }
    }
}
