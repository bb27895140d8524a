package io.rollcall.story;

import java.util.stream.Stream;

/** Paths that a stranger may try. */
final class Paths {
    private Paths() {}

    /** Of what nobody sees without a login, and other ways to write them. */
    static Stream<String> guarded() {
        return Stream.of(
                "/api/health/status",
                "/api/health/status/",
                "//api/health/status",
                "/api//health/status",
                "/api/./health/status",
                "/api/health/../health/status",
                "/api/%2e%2e/api/health/status",
                "/api/%2E/health/status",
                "/api/h%65alth/status",
                "/status/../api/health/status",
                "/assets/%2e%2e/api/health/status",
                "/login/../api/health/status",
                "/api/health;x=y/status",
                "/api/health/status;x",
                "/API/health/status",
                "/api/health%2fstatus",
                "/api/health/status?RollcallRole2=admin",
                "/health",
                "/health/stream",
                "/api/audit",
                "/api/users",
                "/api/tokens",
                "/admin/people",
                "/api/session",
                "/api/integrations",
                "/dashboard/monitoring/integrations",
                "/admin/monitoring/deployment",
                "/jolokia",
                "/observe/health",
                "/q/dev",
                "/nobody/has/named/this",
                "/");
    }
}
