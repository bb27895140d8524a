/** Rules, and the alerts they raise. */
@NullMarked
package io.rollcall.alert;

import org.jspecify.annotations.NullMarked;
