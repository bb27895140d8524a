package io.rollcall.store;

import static io.rollcall.store.Entries.NOW;
import static io.rollcall.store.Entries.batch;
import static io.rollcall.store.Entries.declaration;
import static io.rollcall.store.Entries.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The statement files as routes execute them: by camel-jdbc, with a text in a header as the named parameter. */
@ExtendWith(PostgresExtension.class)
class StatementsTest {
    private final Database database;

    StatementsTest(Database database) {
        this.database = database;
    }

    private List<?> executed(String statement, Map<String, Object> headers) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("database", database.dataSource());
            camel.start();
            try (var template = camel.createProducerTemplate()) {
                return template.requestBodyAndHeaders(
                        "jdbc:database?useHeadersAsParameters=true", Jdbc.statement(statement), headers, List.class);
            }
        }
    }

    @Test
    void declarations_are_written_and_their_settings_read_back() throws Exception {
        String declarations = batch(declaration("stripe", "1"), declaration("twilio", "1"));
        assertThat(executed("declare-integrations", Map.of("declarations", declarations)))
                .hasToString("[{added=2, changed=0, removed=0}]");
        List<?> settings = executed("changed-settings", Map.of("version", 0L));
        assertThat(settings).hasSize(2);
        Object newest = ((Map<?, ?>) settings.get(1)).get("settings_version");
        assertThat(executed("changed-settings", Map.of("version", newest))).isEmpty();
    }

    @Test
    void a_batch_is_recorded_and_rates_are_refreshed() throws Exception {
        executed("declare-integrations", Map.of("declarations", batch(declaration("stripe", "1"))));
        assertThat(executed("record-batch", Map.of("batch", batch(outcome("stripe", NOW, "healthy")))))
                .hasToString("[{logged=1}]");
        assertThat(executed("refresh-rates", Map.of())).hasToString("[{changed=1}]");
    }

    @Test
    void logs_expire_after_so_many_days_given_as_text() throws Exception {
        assertThat(executed("expire-logs", Map.of("days", "90")).toString()).contains("deleted=0", "oldest=null");
    }
}
