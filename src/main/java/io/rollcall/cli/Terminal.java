package io.rollcall.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What standard output is shown on.
 *
 * @param interactive true on a terminal, where a line can be written anew
 * @param coloured true on a terminal whose user does not object (https://no-color.org)
 * @param unicode true where lines and pictures can be shown, not only ASCII
 */
public record Terminal(boolean interactive, boolean coloured, boolean unicode) {
    /** A file, or another program. */
    public static final Terminal NONE = new Terminal(false, false, true);

    /** Columns and rows. */
    record Size(int columns, int rows) {}

    private static final Size USUAL = new Size(80, 24);
    /** Lines in a file are as long as what they say. */
    private static final Size ENDLESS = new Size(100_000, 1_000_000);

    /** That of the process. */
    static Terminal ofThisProcess(Map<String, String> variables) {
        Console console = System.console();
        boolean interactive = console != null && isTerminal(console);
        boolean coloured = interactive
                && variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(variables.get("TERM"));
        return new Terminal(interactive, coloured, isUnicode());
    }

    /** From JDK 22 on there is a console also where output goes to a file, and a method that tells. */
    static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean isUnicode() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return charset.equals(StandardCharsets.UTF_8);
    }

    /** How large it is now: it may have been drawn larger meanwhile. */
    Size size() {
        return interactive ? asked().orElse(USUAL) : ENDLESS;
    }

    /** As stty says, which is wherever there are terminals but on Windows. */
    private static Optional<Size> asked() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            Size size = new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
            return size.columns() > 0 && size.rows() > 0 ? Optional.of(size) : Optional.empty();
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
