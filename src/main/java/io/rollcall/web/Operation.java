package io.rollcall.web;

/** One operation of the API. */
@FunctionalInterface
interface Operation {
    /** Throws {@link Refused} instead of doing half of it. */
    Reply run(Request request);
}
