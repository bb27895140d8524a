package io.rollcall.architecture.planted.check;

import io.rollcall.architecture.planted.integration.KnowsCheck;

/** Allowed by itself; closes a cycle. */
public record KnowsIntegration(KnowsCheck above) {}
