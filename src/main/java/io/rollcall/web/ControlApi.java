package io.rollcall.web;

import io.rollcall.integration.Integration;
import io.rollcall.integration.Integrations;
import io.rollcall.judge.Judged;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What people may do about what is watched: check it now, pause it, change it, add and remove it. */
public final class ControlApi {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})(-[^\"]*)?\"");

    private final Frame frame;
    private final Integrations integrations;
    private final SettingsDesk settings;
    private final CheckDesk desk;
    private final Breakers breakers;

    /** The circuit breakers. */
    @FunctionalInterface
    public interface Breakers {
        /** Holds that of an integration open, or closes it; false when it has none. */
        boolean force(String key, boolean open);
    }

    public ControlApi(
            Frame frame, Integrations integrations, SettingsDesk settings, CheckDesk desk, Breakers breakers) {
        this.breakers = breakers;
        this.frame = frame;
        this.integrations = integrations;
        this.settings = settings;
        this.desk = desk;
    }

    /** A new integration. */
    record Addition(
            @Nullable String key,
            @Nullable String type,
            @Nullable String name,
            @Nullable String endpointUrl,
            @Nullable String alertEmail,
            @Nullable String interval,
            @Nullable String timeout,
            @Nullable Integer threshold,
            @Nullable Boolean alertOnFailure,
            @Nullable Boolean enabled,
            @Nullable Map<String, @Nullable String> parameters) {
        SettingsChange settings() {
            return new SettingsChange(
                    name, endpointUrl, alertEmail, interval, timeout, threshold, alertOnFailure, enabled, parameters);
        }
    }

    /** @param state open or closed */
    record BreakerWish(@Nullable String state) {}

    /** What its settings are known by from now on. */
    record Changed(String key, boolean enabled, long version) {}

    /** Checks one now, and answers what the check found. */
    public void check(Exchange exchange) {
        frame.answer(exchange, request -> {
            Integration integration = IntegrationApi.find(integrations, request.part("key"));
            if (!integration.cadence().enabled()) {
                throw Refused.of(409, "It is paused; resume it first");
            }
            List<Judged> found = desk.check(List.of(integration));
            if (found.isEmpty()) {
                throw Refused.of(504, "The check has not ended in time; its outcome comes by itself");
            }
            return Reply.ok(Outcome.of(found.get(0)));
        });
    }

    /** Stops checking one; what fires about it ends. */
    public void pause(Exchange exchange) {
        frame.answer(exchange, request -> enable(request, false));
    }

    /** Checks it again. */
    public void resume(Exchange exchange) {
        frame.answer(exchange, request -> enable(request, true));
    }

    /** Keeps calls from one, or lets them through again and checks it at once. */
    public void breaker(Exchange exchange) {
        frame.answer(exchange, request -> {
            String key = IntegrationApi.find(integrations, request.part("key")).key();
            String state = request.body(BreakerWish.class).state();
            boolean open = "open".equals(state);
            if (!open && !"closed".equals(state)) {
                throw Refused.field("state", "open, which keeps calls from it until it is closed again, or closed");
            }
            if (!breakers.force(key, open)) {
                throw Refused.of(409, "It has no circuit breaker");
            }
            if (!open) {
                desk.request(key);
            }
            return Reply.ok(Map.of("key", key, "breaker", open ? "FORCED_OPEN" : "CLOSED"));
        });
    }

    private Reply enable(Request request, boolean enabled) {
        return changed(request, SettingsChange.enabled(enabled));
    }

    /** Changes some settings of one. */
    public void change(Exchange exchange) {
        frame.answer(exchange, request -> changed(request, request.body(SettingsChange.class)));
    }

    private Reply changed(Request request, SettingsChange wanted) {
        String key = IntegrationApi.find(integrations, request.part("key")).key();
        long version = settings.change(key, wanted, expected(request), request.author());
        boolean enabled = integrations
                .find(key)
                .map(integration -> integration.cadence().enabled())
                .orElse(false);
        return Reply.ok(new Changed(key, enabled, version)).with(Map.of("ETag", "\"" + version + "\""));
    }

    /** The version that {@code If-Match} speaks of; null when it does not matter. */
    static @Nullable Long expected(Request request) {
        String tag = request.sent("If-Match");
        if (tag == null || tag.strip().equals("*")) {
            return null;
        }
        Matcher version = TAG.matcher(tag.strip());
        if (!version.matches()) {
            throw Refused.of(412, "If-Match must be the ETag that GET answers with");
        }
        return Long.valueOf(version.group(1));
    }

    /** Adds one that no file declares. */
    public void add(Exchange exchange) {
        frame.answer(exchange, request -> {
            Addition wanted = request.body(Addition.class);
            String key = Objects.requireNonNullElse(wanted.key(), "");
            if (wanted.type() == null) {
                throw Refused.field("type", "a kind of check, such as http");
            }
            long version = settings.add(key, wanted.type(), wanted.settings(), request.author());
            boolean enabled = !Boolean.FALSE.equals(wanted.enabled());
            return Reply.created("/api/integrations/" + key, new Changed(key, enabled, version))
                    .with(Map.of("ETag", "\"" + version + "\""));
        });
    }

    /** Removes one that no file declares. */
    public void remove(Exchange exchange) {
        frame.answer(exchange, request -> {
            settings.remove(
                    IntegrationApi.find(integrations, request.part("key")).key(), request.author());
            return Reply.none();
        });
    }
}
