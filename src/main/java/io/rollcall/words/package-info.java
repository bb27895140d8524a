/** Every word for people that stands in a message, in each language that there is. */
@NullMarked
package io.rollcall.words;

import org.jspecify.annotations.NullMarked;
