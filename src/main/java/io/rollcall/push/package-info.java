/** Web push: which browsers have subscribed, and the cryptography of RFC 8291 and RFC 8292, by the JDK alone. */
@NullMarked
package io.rollcall.push;

import org.jspecify.annotations.NullMarked;
