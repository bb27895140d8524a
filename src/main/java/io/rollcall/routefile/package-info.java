/** Reads route files: what stands in them, at which line, and whether it can be right. */
@NullMarked
package io.rollcall.routefile;

import org.jspecify.annotations.NullMarked;
