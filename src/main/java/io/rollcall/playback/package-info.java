/** Plays outcomes through the rules with a clock that follows them: what would be told of, without waiting for it. */
@NullMarked
package io.rollcall.playback;

import org.jspecify.annotations.NullMarked;
