/** What Rollcall has set up at vendors: which thing is whose there, and what became of it last. */
@NullMarked
package io.rollcall.provision;

import org.jspecify.annotations.NullMarked;
