/** What is watched: integrations, their settings, and where they come from. */
@NullMarked
package io.rollcall.integration;

import org.jspecify.annotations.NullMarked;
