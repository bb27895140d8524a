/** Jobs that call in: when each called last, and when it is expected to call next. */
@NullMarked
package io.rollcall.heartbeat;

import org.jspecify.annotations.NullMarked;
