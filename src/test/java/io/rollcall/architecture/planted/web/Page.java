package io.rollcall.architecture.planted.web;

/** What a feature must not know. */
public record Page(String title) {}
