package io.rollcall.cli;

import io.rollcall.access.Role;
import io.rollcall.access.Token;
import io.rollcall.app.AccessDesk;
import io.rollcall.app.Accounts;
import io.rollcall.web.ShownToken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens of programs that use the API. */
@Command(name = "token", description = "Tokens with which programs use the API.", mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {
    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    TokenCommand(Environment environment) {
        this.environment = environment;
    }

    @Command(
            name = "add",
            description = "Make a token and print it: it is kept nowhere, and shown only now.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Who will use it, for the list and the audit log.")
                    String name,
            @Option(names = "--scope", defaultValue = "read", description = "read (default), operate or admin.")
                    String scope,
            @Option(names = "--path", defaultValue = "/", description = "Only this path and what is below it.")
                    String path,
            @Option(
                            names = "--for",
                            paramLabel = "DURATION",
                            converter = Durations.class,
                            description = "How long it holds, such as 90d; for ever when left out.")
                    @Nullable
                    Duration lifetime,
            @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        String called = AccessDesk.checked(() -> Token.name(name));
        Role role = AccessDesk.checked(() -> Role.ofScope(scope));
        String opened = AccessDesk.checked(() -> Token.path(path));
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            environment.out().println(desk.addToken(called, role, opened, lifetime));
        }
        environment.err().println("Show it as \"Authorization: Bearer …\". It is not shown again.");
        return 0;
    }

    @Command(name = "list", description = "Show the tokens, never what they are.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print JSON.") boolean json, @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            List<ShownToken> tokens = desk.tokens().stream().map(ShownToken::of).toList();
            if (json) {
                environment.json(tokens);
            } else if (tokens.isEmpty()) {
                environment.out().println("No tokens");
            } else {
                tokens.forEach(token -> environment.out().println(line(token)));
            }
        }
        return 0;
    }

    @Command(name = "remove", description = "Remove a token.", mixinStandardHelpOptions = true)
    int remove(
            @Parameters(paramLabel = "ID", description = "Its id or its name.") String which,
            @Mixin RemoteOptions remote)
            throws IOException, InterruptedException {
        try (Accounts desk = RemoteAccounts.of(environment, remote)) {
            desk.removeToken(which);
        }
        environment.out().println(which + " is removed.");
        return 0;
    }

    private static String line(ShownToken token) {
        String end = token.expiresAt() == null ? "" : "  until " + token.expiresAt();
        return Columns.clean(token.id() + "  " + token.name() + "  " + token.scope() + "  " + token.path() + end);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
