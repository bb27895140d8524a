/** What plugs into Camel: route files and their reload, breakers, the HTTP edge, the alert component. */
@NullMarked
package io.rollcall.camel;

import org.jspecify.annotations.NullMarked;
