package io.rollcall.cli;

import io.rollcall.access.Person;
import io.rollcall.access.Role;
import io.rollcall.app.AccessDesk;
import io.rollcall.app.RemoteStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may log in, and what for. */
@Command(
        name = "user",
        description = "Who may log in, and as what: viewer, operator or admin.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    private static final String NAME = "The name to log in with.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** A user as JSON shows it. */
    record Shown(String name, String role, Instant createdAt, Instant changedAt) {}

    @Command(
            name = "add",
            description = "Add a user. The password is asked for, or read from standard input.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--role", defaultValue = "viewer", description = "viewer (default), operator or admin.")
                    String role)
            throws IOException {
        String user = AccessDesk.checked(() -> Person.name(name));
        Role wanted = AccessDesk.checked(() -> Role.of(role));
        try (AccessDesk desk = desk()) {
            desk.addPerson(user, wanted, password());
        }
        System.out.println(user + " may log in as " + wanted.word() + ".");
        return 0;
    }

    @Command(name = "list", description = "Show the users.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) throws IOException {
        try (AccessDesk desk = desk()) {
            List<Person> people = desk.people();
            if (json) {
                System.out.println(RemoteStatus.json()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(people.stream()
                                .map(one -> new Shown(one.name(), one.role().word(), one.createdAt(), one.changedAt()))
                                .toList()));
            } else {
                people.forEach(
                        one -> System.out.println(one.name() + "  " + one.role().word()));
            }
        }
        return 0;
    }

    @Command(
            name = "role",
            description = "Give a user another role. Whoever is logged in under that name is not any longer.",
            mixinStandardHelpOptions = true)
    int role(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "ROLE", description = "viewer, operator or admin.") String role) {
        String user = AccessDesk.checked(() -> Person.name(name));
        Role wanted = AccessDesk.checked(() -> Role.of(role));
        try (AccessDesk desk = desk()) {
            desk.changeRole(user, wanted);
        }
        System.out.println(user + " is " + wanted.word() + ".");
        return 0;
    }

    @Command(
            name = "password",
            description = {
                "Give a user another password, which is asked for, or read from standard input.",
                "Whoever is logged in under that name is not any longer."
            },
            mixinStandardHelpOptions = true)
    int password(@Parameters(paramLabel = "NAME", description = NAME) String name) throws IOException {
        String user = AccessDesk.checked(() -> Person.name(name));
        try (AccessDesk desk = desk()) {
            desk.changePassword(user, password());
        }
        System.out.println(user + " has another password.");
        return 0;
    }

    @Command(
            name = "remove",
            description = "Remove a user. Whoever is logged in under that name is not any longer.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        String user = AccessDesk.checked(() -> Person.name(name));
        try (AccessDesk desk = desk()) {
            desk.removePerson(user);
        }
        System.out.println(user + " is removed.");
        return 0;
    }

    private static String password() throws IOException {
        String given = PasswordPrompt.ask();
        return AccessDesk.checked(() -> Person.password(given));
    }

    private static AccessDesk desk() {
        return new AccessDesk(Environment.settings(), Clock.systemUTC());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
