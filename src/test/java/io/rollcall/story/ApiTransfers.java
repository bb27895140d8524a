package io.rollcall.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.store.Sql;
import java.net.http.HttpResponse;
import java.util.List;

/** Everything taken out of an engine as YAML, and put into it again. */
abstract class ApiTransfers extends ApiCalls {
    final void transfer(Sql sql) throws Exception {
        HttpResponse<String> exported = call("GET", "/api/export", null);
        assertThat(exported.body()).contains("key: \"extra\"").doesNotContain("literal-secret-value");
        assertThat(json(taken("?dryRun=true", exported.body()), 200).path("changes"))
                .as("what is there changes nothing")
                .isEmpty();
        String other = exported.body()
                .replace("key: \"extra\"", "key: \"twin\"")
                .replace("interval: \"30s\"", "interval: \"45s\"");
        JsonNode trial = json(taken("?dryRun=true", other), 200);
        assertThat(trial.path("changes").findValuesAsText("id")).containsExactlyInAnyOrder("shop", "twin");
        assertThat(trial.toString()).contains("{\"from\":\"30s\",\"to\":\"45s\"}");
        json(call("GET", "/api/integrations/twin", null), 404);
        json(taken("?dryRun=true", other.replace("\"45s\"", "\"1s\"")), 400);
        json(taken("?dryRun=true", "- no: ["), 400);
        sameFaults();
        // What only the table refuses shows last, when rules and rows are written.
        sql.execute("ALTER TABLE maintenance ADD CONSTRAINT late CHECK (note <> 'late')");
        String work = "maintenance:\n- { integration: twin, startsAt: 2090-01-01T00:00:00Z, duration: 1h }\n"
                + "- { group: twins, startsAt: 2090-01-01T00:00:00Z, duration: 1h }";
        String whole = other.replaceFirst("(?m)^maintenance:.*$", work)
                .replaceFirst("(?s)(key: \"twin\".*?)parameters: \\{\\}", "$1parameters: { group: twins }");
        json(taken("?dryRun=true", whole), 200);
        json(taken("?dryRun=true", whole.replace("integration: twin", "integration: nobody")), 400);
        String late = other.replace("name: \"Quick\"", "name: \"Quicker\"")
                .replaceFirst("(?m)^maintenance:.*$", "maintenance:\n- duration: 1h\n  note: late");
        json(taken("?dryRun=true", late), 503);
        json(taken("?dryRun=false", late), 503);
        sql.execute("ALTER TABLE maintenance DROP CONSTRAINT late");
        json(call("GET", "/api/integrations/twin", null), 404);
        assertThat(call("GET", "/api/export", null).body()).isEqualTo(exported.body());
        assertThat(json(taken("?dryRun=true", late), 200).path("changes").findValuesAsText("kind"))
                .containsExactlyInAnyOrder("integration", "integration", "maintenance", "rule");
        assertThat(call("GET", "/api/export", null).body()).isEqualTo(exported.body());
        json(taken("", other), 200);
        assertThat(get("/api/integrations/twin").at("/settings/endpointUrl").asText())
                .isEqualTo(scene.site.url("/extra"));
        assertThat(get("/api/integrations/shop").at("/settings/interval").asText())
                .isEqualTo("45s");
    }

    /** A trial names all that the import itself would refuse. */
    private void sameFaults() throws Exception {
        String wrong = "rollcall: 1\nsilences:\n"
                + "- { matchers: [severity=info], duration: 90d, comment: too long }\n"
                + "- { matchers: [a=b], startsAt: 2040-01-02T00:00:00Z, endsAt: 2040-01-01T00:00:00Z, comment: turned }\n"
                + "integrations:\n- { key: pair, type: tcp, parameters: { host: a, port: '1' } }\n"
                + "- { key: pair, type: tcp, parameters: { host: b, port: '1' } }\n"
                + "rules:\n" + quick("pair") + quick("shop") + quick("api-users") + quick("fine") + quick("fine");
        for (String trial : List.of("true", "false")) {
            assertThat(json(taken("?dryRun=" + trial, wrong), 400)
                            .path("faults")
                            .findValuesAsText("field"))
                    .as("dryRun=" + trial)
                    .containsExactly(
                            "integrations[1].key",
                            "silences[0].endsAt",
                            "silences[1].endsAt",
                            "rules[0].id",
                            "rules[1].id",
                            "rules[2].id",
                            "rules[4].id");
        }
    }

    private static String quick(String id) {
        return "- { id: " + id + ", name: Quick, severity: info, "
                + "condition: { metric: consecutive_failures, operator: gte, threshold: 9 } }\n";
    }
}
