/** The command line. */
@NullMarked
package io.rollcall.cli;

import org.jspecify.annotations.NullMarked;
