package io.rollcall.web;

import io.rollcall.access.Author;
import io.rollcall.access.Directory;
import io.rollcall.access.Directory.Outcome;
import io.rollcall.access.Person;
import io.rollcall.access.Profile;
import io.rollcall.access.ProfileStore;
import io.rollcall.access.Role;
import io.rollcall.spelling.Nearest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Who may log in and as what, and who is logged in. Passwords come in and never go out. Thread-safe. */
public final class PeopleApi {
    private final Frame frame;
    private final Directory directory;
    private final ProfileStore profiles;
    private final Runnable follow;

    /** @param follow has the engine take over at once what changed */
    public PeopleApi(Frame frame, Directory directory, ProfileStore profiles, Runnable follow) {
        this.frame = frame;
        this.directory = directory;
        this.profiles = profiles;
        this.follow = follow;
    }

    /** @param role null for viewer */
    record Addition(@Nullable String name, @Nullable String role, @Nullable String password) {
        @Override
        public String toString() {
            return "Addition[" + name + ", " + role + "]";
        }
    }

    /** Null for what stays. */
    record Change(@Nullable String role, @Nullable String password) {
        @Override
        public String toString() {
            return "Change[" + role + "]";
        }
    }

    /** @param local false for somebody from an identity provider, who is not changed here */
    record Shown(
            String name,
            String role,
            boolean local,
            @Nullable Instant createdAt,
            @Nullable Instant changedAt,
            int sessions,
            @Nullable Instant seenAt) {
        static Shown of(Profile profile) {
            return new Shown(
                    profile.name(),
                    profile.role().word(),
                    profile.local(),
                    profile.createdAt(),
                    profile.changedAt(),
                    profile.sessions(),
                    profile.seenAt());
        }
    }

    /** @param next what {@code after} must be for the next page; null on the last one */
    record Page(List<Shown> users, int total, @Nullable String next) {}

    /** A page of everybody, by name. */
    public void list(Exchange exchange) {
        frame.answer(exchange, request -> {
            Slice<Profile> slice = Slice.of(profiles.all(), Profile::name, request);
            List<Shown> shown = slice.items().stream().map(Shown::of).toList();
            return Reply.ok(new Page(shown, slice.total(), slice.next())).tagged("users");
        });
    }

    /** One. */
    public void show(Exchange exchange) {
        frame.answer(exchange, request -> shown(find(request).name()));
    }

    private Reply shown(String name) {
        Profile profile = require(name);
        return Reply.ok(Shown.of(profile)).tagged(String.valueOf(profile.version()));
    }

    /** Adds somebody. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            Addition wanted = request.body(Addition.class);
            String name = Refused.checked("name", () -> Person.name(Objects.requireNonNullElse(wanted.name(), "")));
            Role role = role(Objects.requireNonNullElse(wanted.role(), Role.VIEWER.word()));
            String password = password(Objects.requireNonNullElse(wanted.password(), ""));
            require(name, directory.add(author(request), name, role, password));
            follow.run();
            Profile added = require(name);
            return Reply.created("/api/users/" + name, Shown.of(added)).tagged(String.valueOf(added.version()));
        });
    }

    /** Gives somebody another role or password; whoever is logged in under that name is not any longer. */
    public void change(Exchange exchange) {
        frame.answer(exchange, request -> {
            Profile before = find(request);
            Change wanted = request.body(Change.class);
            if (wanted.role() == null && wanted.password() == null) {
                throw Refused.field("role", "another role, or a password");
            }
            Long expected = ControlApi.expected(request);
            if (expected != null && expected != before.version()) {
                throw changed();
            }
            Directory.Change change = new Directory.Change(
                    wanted.role() == null ? null : role(wanted.role()),
                    wanted.password() == null ? null : password(wanted.password()),
                    expected == null ? null : before.changedAt());
            require(before.name(), directory.change(author(request), before.name(), change));
            follow.run();
            return shown(before.name());
        });
    }

    /** Removes somebody, with sessions and devices. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            String name = find(request).name();
            require(name, directory.remove(author(request), name));
            follow.run();
            return Reply.none();
        });
    }

    /** Whoever is logged in under that name is not any longer. */
    public void endSessions(Exchange exchange) {
        frame.answer(exchange, request -> {
            int ended = directory.endSessions(author(request), find(request).name());
            follow.run();
            return Reply.ok(Map.of("ended", ended));
        });
    }

    static Author author(Request request) {
        return new Author(request.author(), request.sent(AccessGuard.ADDRESS));
    }

    private static Role role(String word) {
        return Refused.checked("role", () -> Role.of(word));
    }

    private static String password(String given) {
        return Refused.checked("password", () -> Person.password(given));
    }

    private Profile find(Request request) {
        return require(request.part("name"));
    }

    private Profile require(String name) {
        return profiles.find(name).orElseThrow(() -> {
            List<String> known = profiles.all().stream().map(Profile::name).toList();
            String nearest = Nearest.to(name, known);
            return Refused.of(
                    404,
                    "There is no user '" + name + "'" + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
        });
    }

    private static void require(String name, Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case UNKNOWN -> throw Refused.of(404, "There is no user '" + name + "'");
            case TAKEN -> throw Refused.of(409, "There is a user '" + name + "' already");
            case LAST_ADMIN -> throw Refused.of(409, "'" + name + "' is the only admin; make another one first");
            case ELSEWHERE -> throw Refused.of(409, "'" + name + "' comes from the identity provider; change it there");
            case CHANGED -> throw changed();
        }
    }

    private static Refused changed() {
        return Refused.of(412, "Somebody has changed this user meanwhile; read it again");
    }
}
