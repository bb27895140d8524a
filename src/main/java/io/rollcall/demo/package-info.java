/** A simulated estate that fails and recovers, for the demo command and the tests. */
@NullMarked
package io.rollcall.demo;

import org.jspecify.annotations.NullMarked;
