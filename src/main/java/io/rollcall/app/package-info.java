/** Starts and stops the engine and names the beans that routes may use. */
@NullMarked
package io.rollcall.app;

import org.jspecify.annotations.NullMarked;
