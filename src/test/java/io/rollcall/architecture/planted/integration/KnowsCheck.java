package io.rollcall.architecture.planted.integration;

import io.rollcall.architecture.planted.check.KnowsIntegration;

/** Violates the direction, and closes a cycle. */
public record KnowsCheck(KnowsIntegration below) {}
