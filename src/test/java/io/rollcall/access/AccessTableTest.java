package io.rollcall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTableTest {
    private final AccessTable table = new AccessTable(List.of());

    @ParameterizedTest
    @CsvSource({
        "GET, /api/health, anybody",
        "HEAD, /api/health, anybody",
        "POST, /api/health, ADMIN",
        "GET, /api/health/, anybody",
        "GET, /API/health, ADMIN",
        "GET, /api/health;x, ADMIN",
        "GET, /api/healthy, ADMIN",
        "GET, /status, anybody",
        "GET, /status/history, anybody",
        "GET, /statuses, ADMIN",
        "GET, /api/badges/shop, anybody",
        "GET, /assets/app.js, anybody",
        "GET, /login, anybody",
        "POST, /login, anybody",
        "POST, /api/login, anybody",
        "POST, /logout, anybody",
        "GET, /manifest.webmanifest, anybody",
        "GET, /service-worker.js, anybody",
        "GET, /favicon.ico, anybody",
        "GET, /api/inbox, anybody",
        "POST, /api/push/subscriptions, VIEWER",
        "POST, /api/incoming/alertmanager, anybody",
        "GET, /api/incoming/alertmanager, ADMIN",
        "POST, /api/v2/alerts, anybody",
        "POST, /v2/enqueue, anybody",
        "POST, /api/heartbeat/backup/fail, anybody",
        "POST, /api/slack/interactions, anybody",
        "POST, /api/twilio/reply, anybody",
        "GET, /api/answer/abc, anybody",
        "GET, /api/cron/check-integration-health, anybody",
        "GET, /api/session, VIEWER",
        "GET, /api/health/status, VIEWER",
        "GET, /health, VIEWER",
        "GET, /health/stream, VIEWER",
        "GET, /metrics, VIEWER",
        "GET, /api/integrations, VIEWER",
        "GET, /api/integrations/shop/history, VIEWER",
        "GET, /api/alerts, VIEWER",
        "GET, /api/silences, VIEWER",
        "GET, /api/silences/preview, VIEWER",
        "PUT, /api/silences/7, OPERATOR",
        "PUT, /api/maintenance/7, OPERATOR",
        "GET, /api/alerts/explain, OPERATOR",
        "GET, /api/inbox/messages, OPERATOR",
        "POST, /api/inbox/read, OPERATOR",
        "POST, /api/inbox/messages, ADMIN",
        "GET, /alerts, VIEWER",
        "GET, /silences, VIEWER",
        "GET, /maintenance, VIEWER",
        "GET, /dependencies, VIEWER",
        "GET, /api/export, ADMIN",
        "POST, /api/import, ADMIN",
        "GET, /api/dead-letters, OPERATOR",
        "POST, /api/dead-letters/7/replay, OPERATOR",
        "POST, /api/health/deployment, OPERATOR",
        "POST, /api/maintenance, OPERATOR",
        "DELETE, /api/maintenance/7, OPERATOR",
        "POST, /status/subscribe, anybody",
        "POST, /status/subscription/abc, anybody",
        "POST, /status/push, anybody",
        "GET, /status/push/abc, anybody",
        "DELETE, /status/push/abc, anybody",
        "POST, /status/push/abc, ADMIN",
        "POST, /status, ADMIN",
        "GET, /api/status-page/subscribers, ADMIN",
        "POST, /api/status-page/subscribers/remove, ADMIN",
        "GET, /api/status-page/updates, VIEWER",
        "POST, /api/status-page/updates, OPERATOR",
        "PATCH, /api/status-page/updates/7, OPERATOR",
        "DELETE, /api/status-page/updates/7, OPERATOR",
        "PUT, /api/rules/slow, ADMIN",
        "GET, /dashboard/monitoring/integrations/shop, OPERATOR",
        "POST, /api/integrations/shop/check, OPERATOR",
        "POST, /api/integrations/shop/pause, OPERATOR",
        "POST, /api/integrations/shop/breaker, OPERATOR",
        "POST, /api/integrations/shop/resume, OPERATOR",
        "POST, /api/integrations/shop/remove, ADMIN",
        "POST, /api/integrations/a/b/check, ADMIN",
        "POST, /api/integrations, ADMIN",
        "DELETE, /api/integrations/shop, ADMIN",
        "POST, /api/alerts/1/acknowledge, OPERATOR",
        "POST, /api/silences, OPERATOR",
        "DELETE, /api/silences/7, OPERATOR",
        "DELETE, /api/silences/7/8, ADMIN",
        "GET, /dashboard, VIEWER",
        "GET, /dashboard/monitoring, ADMIN",
        "GET, /dashboard/monitoring/integrations, ADMIN",
        "GET, /admin, ADMIN",
        "GET, /admin/monitoring/deployment, ADMIN",
        "GET, /api/audit, ADMIN",
        "GET, /api/users, ADMIN",
        "PATCH, /api/users/ada, ADMIN",
        "DELETE, /api/users/ada/sessions, ADMIN",
        "POST, /api/tokens, ADMIN",
        "DELETE, /api/tokens/7, ADMIN",
        "GET, /admin/people, ADMIN",
        "OPTIONS, /api/health, ADMIN",
        "GET, /, VIEWER",
        "POST, /, ADMIN",
        "GET, /jolokia/read, ADMIN",
        "GET, /observe/health, ADMIN",
        "GET, /nobody/has/named/this, ADMIN",
    })
    void each_call_has_its_line(String method, String path, String who) {
        assertThat(Objects.toString(table.line(method, path).role(), "anybody")).isEqualTo(who);
    }

    @Test
    void only_where_an_endpoint_knows_a_token_of_its_own_strangers_come_as_far_as_it() {
        assertThat(table.line("DELETE", "/api/push/subscriptions/7").ownToken()).isTrue();
        assertThat(table.takesForms(table.line("POST", "/api/push/subscriptions")))
                .isFalse();
        assertThat(table.line("GET", "/api/session").ownToken()).isFalse();
        assertThat(table.line("GET", "/nobody/has/named/this").ownToken()).isFalse();
    }

    @Test
    void the_owner_opens_paths_for_looking_or_for_more() {
        AccessTable opened = new AccessTable(
                List.of(Line.opened("/metrics"), Line.opened("* /api/silences/*"), Line.opened("POST /api/checks")));
        assertThat(opened.line("GET", "/metrics").role()).isNull();
        assertThat(opened.line("HEAD", "/metrics").role()).isNull();
        assertThat(opened.line("POST", "/metrics").role()).isEqualTo(Role.ADMIN);
        assertThat(opened.line("DELETE", "/api/silences/7").role()).isNull();
        assertThat(opened.line("POST", "/api/checks").role()).isNull();
        assertThat(opened.line("GET", "/api/checks").role()).isEqualTo(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "/a*", "/a/*/b", "/a?b", "//a", "GET POST /a", "http://x/a", ""})
    void what_is_no_path_is_a_mistake(String text) {
        assertThatThrownBy(() -> Line.opened(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_for_a_path_opens_what_is_below_it_and_nothing_that_only_begins_like_it() {
        Caller caller = new Caller("ci", Role.ADMIN, "/api/silences", false);
        assertThat(caller.may(Role.OPERATOR, "/api/silences")).isTrue();
        assertThat(caller.may(Role.OPERATOR, "/api/silences/7")).isTrue();
        assertThat(caller.may(Role.OPERATOR, "/api/silences-of-others")).isFalse();
        assertThat(caller.may(Role.OPERATOR, "/api")).isFalse();
    }
}
