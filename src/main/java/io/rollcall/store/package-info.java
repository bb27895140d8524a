/** The database and the spool: plumbing without features. */
@NullMarked
package io.rollcall.store;

import org.jspecify.annotations.NullMarked;
