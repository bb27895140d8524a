/** Turns outcomes into an integration's status. */
@NullMarked
package io.rollcall.judge;

import org.jspecify.annotations.NullMarked;
