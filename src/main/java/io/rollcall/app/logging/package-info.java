/**
 * How log lines look: text for people, JSON for machines, both without secrets. Logback makes the encoder long before the
 * settings are read, so what they say reaches it through the logger context, which is the one object both know.
 */
@NullMarked
package io.rollcall.app.logging;

import org.jspecify.annotations.NullMarked;
