/** When which integration is checked. */
@NullMarked
package io.rollcall.schedule;

import org.jspecify.annotations.NullMarked;
