package io.rollcall.notify;

import io.rollcall.calendar.Calendars;
import io.rollcall.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whom a name reaches over a channel: persons, whoever is on call, or an address as it stands. Thread-safe. */
public final class People {
    private static final String ON_CALL = "on-call:";
    private static final Set<String> IN_PERSON = Set.of("email", "sms");

    private final Calendars calendars;
    private final Words words;
    private volatile Map<String, Person> people = Map.of();

    /** All are told in English, but for those who want another language. */
    public People(Calendars calendars) {
        this(calendars, Words.english());
    }

    /** @param words those of everybody who wants no other language */
    public People(Calendars calendars, Words words) {
        this.calendars = calendars;
        this.words = words;
    }

    /** Takes over the persons that are declared now. */
    public void take(Map<String, Person> now) {
        people = Map.copyOf(now);
    }

    /**
     * Who is reached.
     *
     * @param addresses empty when nobody is
     * @param remarks what a message should say of those who are not reached
     */
    public record Reached(List<String> addresses, List<String> remarks) {}

    /** Whom these names reach over a channel at that time. */
    public Reached reach(String channel, List<String> to, Instant at) {
        Set<String> addresses = new LinkedHashSet<>();
        List<String> remarks = new ArrayList<>();
        for (String name : to) {
            Optional<String> person = Optional.of(name);
            if (name.startsWith(ON_CALL)) {
                person = onCall(name, at);
                if (person.isEmpty()) {
                    remarks.add("Nobody is on call for " + name.substring(ON_CALL.length()));
                }
            }
            if (IN_PERSON.contains(channel)) {
                person.flatMap(one -> address(channel, one)).ifPresent(addresses::add);
            }
        }
        return new Reached(List.copyOf(addresses), remarks);
    }

    /** The name of whoever is on call then, for a name such as {@code on-call:payments}; empty when nobody is. */
    public Optional<String> onCall(String name, Instant at) {
        return name.startsWith(ON_CALL)
                ? calendars.schedule(name.substring(ON_CALL.length())).flatMap(schedule -> schedule.who(at))
                : Optional.empty();
    }

    /** Who is reached at that address over the channel, where one person is. */
    public Optional<Person> whose(String channel, String address) {
        return people.values().stream()
                .filter(person ->
                        person.address(channel).filter(address::equals).isPresent())
                .findFirst();
    }

    /** The words for whoever is reached at that address over the channel. */
    public Words words(String channel, String address) {
        return whose(channel, address).map(Person::language).map(Words::in).orElse(words);
    }

    /** What people read for a person. */
    public String name(String person) {
        Person declared = people.get(person);
        return declared == null ? person : declared.name();
    }

    private Optional<String> address(String channel, String name) {
        Person person = people.get(name);
        if (person != null) {
            return person.address(channel);
        }
        boolean fits = channel.equals("email") ? name.contains("@") : name.startsWith("+");
        return fits ? Optional.of(name) : Optional.empty();
    }
}
