/**
 * Who may do what: people and their roles, who is logged in, tokens of programs, and who did what. What is asked at every
 * request is answered from memory, so that the database may be away.
 */
@NullMarked
package io.rollcall.access;

import org.jspecify.annotations.NullMarked;
