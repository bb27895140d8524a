package io.rollcall.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Objects;

/** Asks for a password: on a terminal twice without showing it, else the first line of standard input. Never an argument. */
final class PasswordPrompt {
    private PasswordPrompt() {}

    static String ask(InputStream in) throws IOException {
        Console console = System.console();
        if (console == null || !Terminal.isTerminal(console)) {
            BufferedReader input = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
            return Objects.requireNonNullElse(input.readLine(), "");
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (!Arrays.equals(first, second)) {
            throw new Mistake("these are two passwords");
        }
        return new String(first == null ? new char[0] : first);
    }
}
