/** The HTTP API. */
@NullMarked
package io.rollcall.web;

import org.jspecify.annotations.NullMarked;
