/** How kinds of integration are called that no Camel component calls as a check needs it. */
@NullMarked
package io.rollcall.probe;

import org.jspecify.annotations.NullMarked;
