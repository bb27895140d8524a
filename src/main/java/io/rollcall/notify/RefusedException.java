package io.rollcall.notify;

/** A vendor answered with success and said in the body that it was none. The message is plain and without secrets. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryFailure failure;

    /** The same will never be taken. */
    public RefusedException(String message) {
        this(message, DeliveryFailure.permanent("Not taken: " + message));
    }

    /** What follows from it is known. */
    public RefusedException(DeliveryFailure failure) {
        this(failure.reason(), failure);
    }

    private RefusedException(String message, DeliveryFailure failure) {
        super(message);
        this.failure = failure;
    }

    /** What follows from it. */
    public DeliveryFailure failure() {
        return failure;
    }
}
