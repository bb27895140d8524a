package io.rollcall.cli;

import io.rollcall.access.Person;
import io.rollcall.access.Role;
import io.rollcall.app.AccessDesk;
import io.rollcall.app.Accounts;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private final Environment environment;

    private static final String NAME = "The name to log in with.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    UserCommand(Environment environment) {
        this.environment = environment;
    }

    /** A user as JSON shows it. */
    record Shown(String name, String role, Instant createdAt, Instant changedAt) {}

    @Command(
            name = "add",
            description = "Add a user. The password is asked for, or read from standard input.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--role", defaultValue = "viewer", description = "viewer (default), operator or admin.")
                    String role,
            @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        String user = AccessDesk.checked(() -> Person.name(name));
        Role wanted = AccessDesk.checked(() -> Role.of(role));
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            desk.addPerson(user, wanted, password());
        }
        environment.out().println(user + " may log in as " + wanted.word() + ".");
        return 0;
    }

    @Command(name = "list", description = "Show the users.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON.") boolean json, @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            List<Person> people = desk.people();
            if (json) {
                environment.json(people.stream()
                        .map(one -> new Shown(one.name(), one.role().word(), one.createdAt(), one.changedAt()))
                        .toList());
            } else {
                people.forEach(one ->
                        environment.out().println(one.name() + "  " + one.role().word()));
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
            @Parameters(paramLabel = "ROLE", description = "viewer, operator or admin.") String role,
            @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        String user = AccessDesk.checked(() -> Person.name(name));
        Role wanted = AccessDesk.checked(() -> Role.of(role));
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            desk.changeRole(user, wanted);
        }
        environment.out().println(user + " is " + wanted.word() + ".");
        return 0;
    }

    @Command(
            name = "password",
            description = {
                "Give a user another password, which is asked for, or read from standard input.",
                "Whoever is logged in under that name is not any longer."
            },
            mixinStandardHelpOptions = true)
    int password(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        String user = AccessDesk.checked(() -> Person.name(name));
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            desk.changePassword(user, password());
        }
        environment.out().println(user + " has another password.");
        return 0;
    }

    @Command(
            name = "logout",
            description = "Log a user out everywhere, also one from an identity provider, such as oidc:ann.",
            mixinStandardHelpOptions = true)
    int logout(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            boolean ended = desk.endSessions(name) > 0;
            environment.out().println(name + (ended ? " is logged out." : " was not logged in."));
        }
        return 0;
    }

    @Command(
            name = "remove",
            description = "Remove a user. Whoever is logged in under that name is not any longer.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        String user = AccessDesk.checked(() -> Person.name(name));
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            desk.removePerson(user);
        }
        environment.out().println(user + " is removed.");
        return 0;
    }

    private String password() throws IOException {
        String given = PasswordPrompt.ask(environment.in());
        return AccessDesk.checked(() -> Person.password(given));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
