/** What somebody probably meant who misspelt a name. Every package may use it; it uses none. */
@NullMarked
package io.rollcall.spelling;

import org.jspecify.annotations.NullMarked;
