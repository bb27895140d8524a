package io.rollcall.demo;

/** Whose part the inbox plays. */
public enum Vendor {
    SLACK,
    PAGERDUTY,
    TWILIO
}
