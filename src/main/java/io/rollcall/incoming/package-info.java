/** Alerts that other systems raise: what their reports say, and which of them are open. */
@NullMarked
package io.rollcall.incoming;

import org.jspecify.annotations.NullMarked;
