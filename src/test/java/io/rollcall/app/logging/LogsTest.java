package io.rollcall.app.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.integration.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final Logs logs = new Logs(context);
    private final Secrets secrets = new Secrets();
    private final Logger log = console(false);

    @Test
    void a_text_line_says_when_how_bad_who_and_what() {
        log.atInfo().addKeyValue("integration", "stripe").log("Status changed");

        assertThat(written())
                .matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Some: Status changed integration=stripe\n");
    }

    @Test
    void a_text_line_names_its_trace_when_there_is_one() {
        mdc.put("trace_id", "t-1");
        log.info("Called");

        assertThat(written()).endsWith("Some: Called trace_id=t-1\n");
    }

    @Test
    void a_quoted_answer_can_neither_forge_a_line_nor_move_the_cursor() {
        log.info("Answer: ok\r\n2026-01-01 ERROR \u001b[2Jforged");

        assertThat(written()).containsOnlyOnce("\n").doesNotContain("\u001b", "\r");
    }

    @Test
    void a_terminal_gets_colour_and_a_file_does_not() {
        console(true).error("red");
        assertThat(written()).contains("\u001b[");

        out.reset();
        console(false).error("plain");
        assertThat(written()).doesNotContain("\u001b");
    }

    @Test
    void text_shows_no_secret_in_message_or_stack_trace() {
        logs.mask(secrets);
        secrets.register("xyzzy-1");
        log.error("Cannot send xyzzy-1", new IllegalStateException("xyzzy-1", new IOException("http://u:xyzzy@h/")));

        assertThat(written())
                .contains("Cannot send ***", "IllegalStateException: ***", "http://***@h/")
                .doesNotContain("xyzzy");
    }

    @Test
    void a_json_line_holds_the_event_and_the_callers_context() throws IOException {
        logs.format(LogFormat.JSON);
        mdc.put("url", "https://u:pw@example.com/x");
        mdc.put("trace_id", "E-1");
        log.atWarn().addKeyValue("integration", "stripe").log("Slow \"answer\"\n");

        JsonNode line = json();

        assertThat(Instant.parse(line.path("timestamp").asText())).isNotNull();
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("logger").asText()).isEqualTo("io.rollcall.Some");
        assertThat(line.path("thread").asText()).isNotBlank();
        assertThat(line.path("message").asText()).isEqualTo("Slow \"answer\"\n");
        assertThat(line.path("trace_id").asText()).isEqualTo("E-1");
        assertThat(line.path("url").asText()).isEqualTo("https://***@example.com/x");
        assertThat(line.path("integration").asText()).isEqualTo("stripe");
        assertThat(line.has("exception")).isFalse();
    }

    @Test
    void an_error_in_json_tells_class_message_file_line_and_trace_without_secrets() throws IOException {
        logs.format(LogFormat.JSON);
        logs.mask(secrets);
        secrets.register("xyzzy-1");
        log.error("Failed", new IllegalStateException("key xyzzy-1", new IOException("token=abc")));

        JsonNode exception = json().path("exception");

        assertThat(exception.path("class").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(exception.path("message").asText()).isEqualTo("key ***");
        assertThat(exception.path("file").asText()).isEqualTo("LogsTest.java");
        assertThat(exception.path("line").asInt()).isPositive();
        assertThat(exception.path("trace").asText())
                .contains("IllegalStateException: key ***", "Caused by: java.io.IOException: token=***");
        assertThat(exception).hasSize(5);
    }

    @Test
    void levels_and_formats_have_names_and_nothing_else_does() {
        logs.level("debug");
        assertThat(context.getLogger("io.rollcall").isDebugEnabled()).isTrue();

        assertThatThrownBy(() -> logs.level("loud"))
                .hasMessageContaining("rollcall.log.level")
                .hasMessageContaining("loud");
        assertThatThrownBy(() -> LogFormat.ofWord("xml"))
                .hasMessageContaining("rollcall.log.format")
                .hasMessageContaining("xml");
    }

    private Logger console(boolean color) {
        context.setMDCAdapter(mdc);
        LogEncoder encoder = new LogEncoder();
        encoder.setContext(context);
        encoder.setColor(color);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        return context.getLogger("io.rollcall.Some");
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        String line = written();
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        return new ObjectMapper().readTree(line);
    }
}
