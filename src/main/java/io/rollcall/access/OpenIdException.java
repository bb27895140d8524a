package io.rollcall.access;

/** An identity provider did not say who somebody is, or said so in a way that is not to be believed. Holds no secret. */
public final class OpenIdException extends Exception {
    private static final long serialVersionUID = 1L;

    OpenIdException(String message) {
        super(message);
    }

    OpenIdException(String message, Throwable cause) {
        super(message, cause);
    }
}
