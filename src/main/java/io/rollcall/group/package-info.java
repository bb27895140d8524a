/** Which alerts are told together, to whom, and when: one message for one cause. */
@NullMarked
package io.rollcall.group;

import org.jspecify.annotations.NullMarked;
