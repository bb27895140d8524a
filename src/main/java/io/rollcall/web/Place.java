package io.rollcall.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a list begins that has the newest first: behind the one of that time and id, as several may be of the same
 * time; of those the greatest id comes first. Written as {@code 2026-03-01T12:00:00Z~<id>}.
 */
record Place(Instant at, UUID id) {
    private static final Pattern TEXT = Pattern.compile("([^~]{1,40})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final UUID FIRST = new UUID(0, 0);

    /** Behind all of that time. */
    static Place before(Instant time) {
        return new Place(time, FIRST);
    }

    /** The one that a text says; empty where it says none. */
    static Optional<Place> parse(String text) {
        Matcher place = TEXT.matcher(text);
        return place.matches()
                ? Strict.time(place.group(1)).map(at -> new Place(at, UUID.fromString(place.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return at + "~" + id;
    }
}
