package io.rollcall.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rollcall.integration.Secrets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;

/**
 * A log event as one JSON object on one line: what happened, its trace and context, and the exception as an object
 * (requirement 004-03). The context is what the caller put into the MDC or the event, under the caller's names.
 */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private final Secrets secrets;

    JsonLine(Secrets secrets) {
        this.secrets = secrets;
    }

    String of(ILoggingEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("timestamp", event.getInstant().toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", secrets.redact(event.getFormattedMessage()));
            writeContext(json, event);
            if (event.getThrowableProxy() != null) {
                writeException(json, event.getThrowableProxy());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private void writeContext(JsonGenerator json, ILoggingEvent event) throws IOException {
        Map<String, String> context = new TreeMap<>(event.getMDCPropertyMap());
        for (KeyValuePair pair :
                event.getKeyValuePairs() == null ? List.<KeyValuePair>of() : event.getKeyValuePairs()) {
            context.put(pair.key, String.valueOf(pair.value));
        }
        // A name of the line itself would make the object ambiguous.
        context.keySet().removeAll(List.of("timestamp", "level", "logger", "thread", "message", "exception"));
        for (Map.Entry<String, String> entry : context.entrySet()) {
            json.writeStringField(entry.getKey(), secrets.redact(entry.getValue()));
        }
    }

    private void writeException(JsonGenerator json, IThrowableProxy thrown) throws IOException {
        json.writeObjectFieldStart("exception");
        json.writeStringField("class", thrown.getClassName());
        json.writeStringField("message", thrown.getMessage() == null ? null : secrets.redact(thrown.getMessage()));
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        if (frames != null && frames.length > 0) {
            StackTraceElement origin = frames[0].getStackTraceElement();
            json.writeStringField("file", origin.getFileName());
            json.writeNumberField("line", origin.getLineNumber());
        }
        json.writeStringField("trace", secrets.redact(ThrowableProxyUtil.asString(thrown)));
        json.writeEndObject();
    }
}
