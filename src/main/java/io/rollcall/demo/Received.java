package io.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A request that the inbox got.
 *
 * @param at when
 * @param vendor to whom
 * @param body its JSON; a form is an object of its fields
 * @param answer what was answered
 */
public record Received(Instant at, Vendor vendor, JsonNode body, Answer answer) {}
