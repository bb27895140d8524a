package io.rollcall.architecture.planted.judge;

/** A name that says nothing, and state that all share. */
class VerdictHelper {
    static int count;

    private VerdictHelper() {}
}
