/**
 * Why is an alert not told now? Silences, inhibitions and flapping, with the semantics of Prometheus' Alertmanager and of
 * Nagios. What keeps an alert from beginning at all (maintenance, quiet hours, what it depends on) is in {@code alert}.
 */
@NullMarked
package io.rollcall.mute;

import org.jspecify.annotations.NullMarked;
