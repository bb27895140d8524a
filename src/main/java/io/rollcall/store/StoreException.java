package io.rollcall.store;

/** The database or the spool could not do what was asked. The message says what and why, without secrets. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
