package io.rollcall.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Tells the audience what happens, a paragraph each with its time of day. Thread-safe as the stream is. */
public final class Narration {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String BOLD = "1";
    private static final String CYAN = "36";
    private static final String MAGENTA = "35";

    private final PrintStream out;
    private final boolean colour;
    private final Clock clock;

    /** Prints there, in colour or without. */
    public Narration(PrintStream out, boolean colour, Clock clock) {
        this.out = out;
        this.colour = colour;
        this.clock = clock;
    }

    /** What the demo itself does. */
    public void tell(String text) {
        paragraph("", "", text);
    }

    void estate(String text) {
        out.println();
        paragraph("Estate", BOLD, text);
    }

    void status(String text) {
        paragraph("Status", CYAN, text);
    }

    void message(Message message) {
        paragraph(message.channel().label(), MAGENTA, message.headline());
        message.lines().stream()
                .filter(line -> !line.isBlank())
                .forEach(line -> out.println(" ".repeat(20) + "| " + line));
    }

    private void paragraph(String label, String code, String text) {
        String padded = label + " ".repeat(Math.max(0, 10 - label.length()));
        String painted = colour && !code.isEmpty() ? "\u001b[" + code + "m" + padded + "\u001b[0m" : padded;
        out.println(LocalTime.now(clock).format(TIME) + "  " + (label.isEmpty() ? "" : painted) + text);
        out.flush();
    }
}
