package io.rollcall.notify;

/** A vendor answered with success and said in the body that it was none. The message is plain and without secrets. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
