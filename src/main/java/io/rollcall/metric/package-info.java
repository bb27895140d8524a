/** What Rollcall tells Prometheus about itself and what it watches. */
@NullMarked
package io.rollcall.metric;

import org.jspecify.annotations.NullMarked;
