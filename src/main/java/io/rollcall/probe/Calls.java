package io.rollcall.probe;

import io.rollcall.check.CheckResult;

/** One check of several HTTP calls on its way. Confined to the thread that runs the check. */
public interface Calls {
    /** True while a call is to be made: {@link #request}. */
    boolean hasNext();

    /** The next call; its latency counts from here. */
    HttpRequest request();

    /** True when the call may be made again after its connection failed, for it changes nothing. */
    boolean repeatable();

    /** Takes the answer to the call. */
    void answered(HttpAnswer answer);

    /** Takes note that there was no answer; false when the check cannot go on without it. */
    boolean failed(Exception cause);

    /** What it all means. */
    CheckResult judge();
}
