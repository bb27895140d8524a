/**
 * The small typed language of conditions in checks and rules.
 *
 * <p>Why not an existing expression language: a condition decides whether people are woken, so a misspelt name, a wrong
 * unit or a field that is missing must be named, and must never count as true. Parsing checks names and types against a
 * {@link io.rollcall.condition.Vocabulary}; evaluation knows three truth values. All types here are immutable and
 * thread-safe, {@link io.rollcall.condition.Facts} excepted: each evaluation brings its own.
 */
@NullMarked
package io.rollcall.condition;

import org.jspecify.annotations.NullMarked;
