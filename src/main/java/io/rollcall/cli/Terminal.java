package io.rollcall.cli;

import java.io.Console;

/** What standard output is shown on. */
final class Terminal {
    private Terminal() {}

    /** True on a terminal whose user does not object (https://no-color.org). */
    static boolean isColoured() {
        Console console = System.console();
        return console != null && isTerminal(console) && System.getenv("NO_COLOR") == null;
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
}
