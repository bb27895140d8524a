/** One message over one channel: what it says, and how it is delivered. */
@NullMarked
package io.rollcall.notify;

import org.jspecify.annotations.NullMarked;
