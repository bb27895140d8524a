package io.rollcall.incoming;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Alertmanager posts to a webhook (body version 4) and what Prometheus posts to an Alertmanager (its API v2,
 * {@code POST /api/v2/alerts}). An alert is the same when all its labels are.
 */
public final class AlertmanagerReader {
    /** The label {@code source} of such alerts. */
    public static final String SOURCE = "alertmanager";

    static final int MOST_ALERTS = 5_000;
    private static final int MOST_NAMES = 64;
    /** Which label tells people best what is in trouble. */
    private static final List<String> NAMES = List.of("integration", "service", "instance", "job", "alertname");

    private final Clock clock;
    private final Duration resolveTimeout;

    /** @param resolveTimeout how long an alert of the API that names no end is open after it was said last */
    public AlertmanagerReader(Clock clock, Duration resolveTimeout) {
        this.clock = clock;
        this.resolveTimeout = resolveTimeout;
    }

    /** A webhook's body: its alerts are open until one says that they are resolved. */
    public List<Said> webhook(byte[] bytes) {
        Body body = Body.parse(bytes).object();
        if (!body.at("version").text().equals("4")) {
            throw body.at("version").problem("must be \"4\"");
        }
        Body alerts = body.at("alerts");
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < alerts.list(MOST_ALERTS); i++) {
            Body alert = alerts.at(i).object();
            String status = alert.at("status").text();
            if (!status.equals("firing") && !status.equals("resolved")) {
                throw alert.at("status").problem("must be firing or resolved");
            }
            said.add(said(alert, status.equals("firing"), null));
        }
        return said;
    }

    /** A list of the API v2: its alerts are open until their end, which each repetition puts off. */
    public List<Said> list(byte[] bytes) {
        Body body = Body.parse(bytes);
        Instant now = clock.instant();
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < body.list(MOST_ALERTS); i++) {
            Body alert = body.at(i).object();
            Instant end = alert.at("endsAt").time();
            Instant start = alert.at("startsAt").time();
            if (end != null && start != null && end.isBefore(start)) {
                throw alert.at("endsAt").problem("must not be before startsAt");
            }
            Instant until = end == null ? now.plus(resolveTimeout) : Body.within(end, now);
            said.add(said(alert, until.isAfter(now), until));
        }
        return said;
    }

    private Said said(Body alert, boolean firing, @Nullable Instant until) {
        Map<String, String> labels = alert.at("labels").texts(MOST_NAMES);
        if (labels.isEmpty()) {
            throw alert.at("labels").problem("must have at least one label");
        }
        Map<String, String> annotations = new TreeMap<>(alert.at("annotations").texts(MOST_NAMES));
        String id = fingerprint(labels);
        Instant start = alert.at("startsAt").time();
        String generator = alert.at("generatorURL").textOrNull();
        if (!firing) {
            return new Said.Ends(SOURCE, id);
        }
        if (generator != null) {
            annotations.putIfAbsent("generatorURL", generator);
        }
        Instant now = clock.instant();
        return new Said.Fires(
                SOURCE,
                id,
                labels.getOrDefault("alertname", SOURCE),
                first(labels, NAMES),
                Body.severity(labels.get("severity")),
                start == null ? now : Body.within(start, now),
                until,
                labels,
                annotations,
                annotations.getOrDefault("runbook_url", annotations.get("runbook")));
    }

    static String first(Map<String, String> texts, List<String> names) {
        return names.stream()
                .map(texts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** As Prometheus computes it: FNV-1a of 64 bits over names and values in order, each followed by a byte 255. */
    static String fingerprint(Map<String, String> labels) {
        long hash = new BigInteger("14695981039346656037").longValue();
        List<String> names = new ArrayList<>(labels.keySet());
        Collections.sort(names);
        for (String name : names) {
            for (String text : List.of(name, labels.getOrDefault(name, ""))) {
                for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
                    hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
                }
                hash = (hash ^ 0xff) * 0x100000001b3L;
            }
        }
        return String.format("%016x", hash);
    }
}
