package io.rollcall.notify;

/** A bean of a channel's route knows what a failure means. */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryFailure failure;

    public DeliveryException(DeliveryFailure failure) {
        super(failure.reason());
        this.failure = failure;
    }

    public DeliveryFailure failure() {
        return failure;
    }
}
