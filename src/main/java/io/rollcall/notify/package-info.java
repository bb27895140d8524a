/** One message of one alert over one channel: what it says, when it is held back, how it is delivered. */
@NullMarked
package io.rollcall.notify;

import org.jspecify.annotations.NullMarked;
