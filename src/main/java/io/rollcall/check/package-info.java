/** One check, its outcome, and the schedule of all checks. */
@NullMarked
package io.rollcall.check;

import org.jspecify.annotations.NullMarked;
