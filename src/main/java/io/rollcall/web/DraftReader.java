package io.rollcall.web;

import io.rollcall.integration.DurationText;
import io.rollcall.publish.Bulletin;
import io.rollcall.publish.Bulletins;
import io.rollcall.publish.Component;
import io.rollcall.publish.Components;
import io.rollcall.publish.Draft;
import io.rollcall.publish.PublicPage;
import io.rollcall.publish.PublicPage.Outage;
import io.rollcall.publish.PublicPages;
import io.rollcall.publish.Update.State;
import io.rollcall.spelling.Nearest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants told on the status page, and refuses what cannot be told with what would be right. */
final class DraftReader {
    private static final int LONGEST = 4000;
    private static final int LONGEST_TITLE = 120;
    /** What no page, feed or table can hold as it is. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF&&[^\\n\\t]]");
    /** So long after its end an update on a component is still about its last outage. */
    private static final Duration AFTERWARDS = Duration.ofHours(24);

    private final Bulletins bulletins;
    private final Components components;
    private final PublicPages pages;
    private final Clock clock;

    DraftReader(BulletinApi.Told told, Clock clock) {
        this.bulletins = told.bulletins();
        this.components = told.components();
        this.pages = told.pages();
        this.clock = clock;
    }

    Draft draft(BulletinApi.Wanted wanted, String author) {
        if (wanted.endsAt() != null && wanted.duration() != null) {
            throw Refused.field("endsAt", "a time, or instead of it a duration such as 2h");
        }
        Optional<Outage> outage = outage(wanted);
        Optional<Bulletin> known = bulletin(wanted, outage);
        boolean announced = known.map(Bulletin::announced)
                .orElse(wanted.endsAt() != null
                        || wanted.duration() != null
                        || State.NOTICE.word().equals(wanted.state()));
        Set<String> about = about(wanted, outage);
        if (about.isEmpty() && known.isEmpty() && !announced) {
            throw Refused.field("components", "keys of what it is about, such as payments");
        }
        String title = wanted.title() == null ? null : text("title", wanted.title(), LONGEST_TITLE);
        if (announced && known.isEmpty() && title == null) {
            throw Refused.field("title", "what is announced, in a few words");
        }
        Instant start = known.isPresent() ? null : start(wanted, outage, about, announced);
        return new Draft(
                known.map(Bulletin::id).orElse(null),
                about,
                title,
                state(announced && wanted.state() == null ? State.NOTICE.word() : wanted.state(), announced),
                text(wanted.text()),
                start,
                known.isEmpty() && announced ? end(wanted, start) : null,
                author);
    }

    /** The one that is named, or which tells of that outage already. */
    private Optional<Bulletin> bulletin(BulletinApi.Wanted wanted, Optional<Outage> outage) {
        Optional<String> id = Optional.ofNullable(wanted.bulletin()).or(() -> pages.now().troubles().stream()
                .filter(told ->
                        outage.map(Outage::id).filter(told.outages()::contains).isPresent())
                .map(PublicPage.Told::id)
                .findFirst());
        return id.map(known -> bulletins.all().stream()
                .filter(one -> one.id().equals(known))
                .findFirst()
                .orElseThrow(() -> Refused.field("bulletin", "the id of a bulletin that is told")));
    }

    private Optional<Outage> outage(BulletinApi.Wanted wanted) {
        String id = wanted.outage();
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(pages.now()
                .outage(id)
                .orElseThrow(() -> Refused.field("outage", "the id of an outage in /status/status.json")));
    }

    private Set<String> about(BulletinApi.Wanted wanted, Optional<Outage> outage) {
        Set<String> about = new TreeSet<>(Objects.requireNonNullElse(wanted.components(), List.<String>of()));
        outage.map(Outage::component).ifPresent(about::add);
        List<String> known = components.all().stream().map(Component::key).toList();
        for (String key : about) {
            if (!known.contains(key)) {
                throw Refused.field("components", "there is no component '" + key + "'" + Nearest.hint(key, known));
            }
        }
        return about;
    }

    /** As it is said; else when the outage began that it is about; null for now, or for what is told already. */
    private @Nullable Instant start(
            BulletinApi.Wanted wanted, Optional<Outage> outage, Set<String> about, boolean announced) {
        if (wanted.startsAt() != null || announced) {
            return wanted.startsAt();
        }
        if (outage.isPresent() || bulletins.open(about).isPresent()) {
            return outage.map(Outage::from).orElse(null);
        }
        Instant recently = clock.instant().minus(AFTERWARDS);
        return pages.now().outages().stream()
                .filter(one -> about.contains(one.component()))
                .filter(one -> one.until() == null || one.until().isAfter(recently))
                .findFirst()
                .map(Outage::from)
                .orElse(null);
    }

    private Instant end(BulletinApi.Wanted wanted, @Nullable Instant start) {
        Instant begin = start == null ? clock.instant() : start;
        String duration = wanted.duration();
        Instant end = duration == null
                ? wanted.endsAt()
                : begin.plus(Refused.checked("duration", () -> DurationText.parse(duration)));
        if (end == null || !end.isAfter(begin) || !end.isAfter(clock.instant())) {
            throw Refused.field("endsAt", "when it is announced no longer: later than the start, and than now");
        }
        return end;
    }

    static State state(@Nullable String word, boolean announced) {
        return State.of(String.valueOf(word))
                .filter(state -> announced == (state == State.NOTICE))
                .orElseThrow(() -> Refused.field(
                        "state",
                        announced
                                ? "notice, as it is an announcement"
                                : "one of "
                                        + Arrays.stream(State.values())
                                                .filter(state -> state != State.NOTICE)
                                                .map(State::word)
                                                .collect(Collectors.joining(", "))));
    }

    /** What somebody wants to tell, fit for every place where it is shown. */
    static String text(@Nullable String given) {
        return text("text", given, LONGEST);
    }

    private static String text(String field, @Nullable String given, int longest) {
        String text =
                Objects.requireNonNullElse(given, "").replace("\r\n", "\n").strip();
        boolean lines = longest == LONGEST_TITLE && text.indexOf('\n') >= 0;
        if (text.isEmpty()
                || text.length() > longest
                || lines
                || UNFIT.matcher(text).find()) {
            throw Refused.field(field, "plain text of 1 to " + longest + " characters, without control characters");
        }
        return text;
    }
}
