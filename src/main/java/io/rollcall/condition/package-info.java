/** The small typed language of conditions in checks and rules. */
@NullMarked
package io.rollcall.condition;

import org.jspecify.annotations.NullMarked;
