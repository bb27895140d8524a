package io.rollcall.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change, for the audit log.
 *
 * @param address from where; null at the command line
 */
public record Author(String name, @Nullable String address) {}
