package io.rollcall.cli;

/** Colours, where they are wanted. */
record Paint(Terminal terminal) {
    /** In the colour of a status, given by its word. */
    String status(String status, String text) {
        return switch (status) {
            case "healthy" -> paint(32, text);
            case "degraded" -> paint(33, text);
            case "down" -> paint(31, text);
            default -> paint(90, text);
        };
    }

    /** Less important than what stands around it. */
    String faint(String text) {
        return paint(90, text);
    }

    private String paint(int code, String text) {
        return terminal.coloured() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
