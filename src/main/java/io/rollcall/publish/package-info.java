/** What the public is shown: components as customers know them, how they are and how they were. */
@org.jspecify.annotations.NullMarked
package io.rollcall.publish;
