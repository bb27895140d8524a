package io.rollcall.publish;

import io.rollcall.integration.Status;
import org.jspecify.annotations.Nullable;

/**
 * An integration as a component sees it.
 *
 * @param group that it is in, or null
 * @param maintenance whether people work on it now
 */
public record Service(String key, @Nullable String group, Status status, boolean maintenance) {}
