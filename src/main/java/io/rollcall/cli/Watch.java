package io.rollcall.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Shows something anew all the time until Ctrl-C: in place on a terminal, which is left as it was; else one after the other. */
final class Watch {
    private static final String ESCAPE = "\u001b[";
    /** A screen of its own, without a cursor. */
    private static final String BEGIN = ESCAPE + "?1049h" + ESCAPE + "?25l";

    private static final String END = ESCAPE + "?25h" + ESCAPE + "?1049l";
    private static final String TO_TOP = ESCAPE + "H";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final Environment environment;
    private final Duration period;
    private final boolean inPlace;

    /** In place, unless the lines are for a program. */
    Watch(Environment environment, Duration period, boolean forPrograms) {
        this.environment = environment;
        this.period = period;
        this.inPlace = environment.terminal().interactive() && !forPrograms;
    }

    /**
     * Asks for the lines again and again.
     *
     * @param giveUp has the lines wait for nobody any longer, by an InterruptedException
     */
    void run(Callable<List<String>> lines, Runnable giveUp) throws Exception {
        try (StopSignal stop = StopSignal.install(giveUp)) {
            if (inPlace) {
                environment.out().print(BEGIN);
            }
            try {
                do {
                    show(lines.call());
                    // Whoever read along, such as head, may have gone.
                } while (!environment.out().checkError()
                        && !stop.requested().await(period.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                // Ctrl-C while an engine was slow to answer.
            } finally {
                if (inPlace) {
                    environment.out().print(END);
                    environment.out().flush();
                }
            }
        }
    }

    private void show(List<String> lines) {
        if (!inPlace) {
            lines.forEach(environment.out()::println);
            return;
        }
        int rows = environment.terminal().size().rows();
        String screen = String.join(CLEAR_LINE + "\r\n", lines.subList(0, Math.min(rows, lines.size())));
        environment.out().print(TO_TOP + screen + CLEAR_LINE + CLEAR_BELOW);
        environment.out().flush();
    }
}
