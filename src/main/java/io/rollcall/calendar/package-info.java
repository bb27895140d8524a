/**
 * Times as people plan them, by the clock on the wall: intervals with a name, what happens again and again, and who is on
 * call. A time that the clock skips in spring is the moment of the change; an hour that it repeats in autumn counts twice.
 */
@NullMarked
package io.rollcall.calendar;

import org.jspecify.annotations.NullMarked;
