package io.rollcall.demo;

/** How a simulated service behaves. */
enum Mood {
    /** Answers at once and well. */
    HEALTHY,
    /** Answers well, but late. */
    SLOW,
    /** Answers HTTP 503 at once. */
    FAILING,
    /** Takes the request and never answers. */
    HANGING
}
