package io.rollcall.alert;

import java.util.Locale;

/** How bad an alert is, from least to worst: the order is used to tell a rise. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** The word used in rules, the database and messages: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
