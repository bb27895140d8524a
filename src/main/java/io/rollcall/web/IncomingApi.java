package io.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.incoming.AlertmanagerReader;
import io.rollcall.incoming.BadReport;
import io.rollcall.incoming.CloudEventReader;
import io.rollcall.incoming.IncomingAlerts;
import io.rollcall.incoming.PagerDutyReader;
import io.rollcall.incoming.Said;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts of other systems over HTTP: all of a call or, with one clear answer (RFC 9457), nothing of it. Thread-safe.
 */
public final class IncomingApi {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingApi.class);
    private static final String CLOSED = "setting rollcall.incoming.token is missing: nobody may report alerts";
    private static final String JSON_TYPE = "application/json";
    private static final String EVENT = "application/cloudevents+json";
    private static final String EVENTS = "application/cloudevents-batch+json";
    private static final String CE = "ce-";

    private final IncomingAlerts alerts;
    private final BearerToken access;
    private final Readers readers;
    private final ObjectMapper json;

    /** Who understands which body. */
    public record Readers(AlertmanagerReader alertmanager, PagerDutyReader pagerDuty, CloudEventReader cloudEvents) {}

    /** @param token what every sender must show; empty: the endpoints are closed */
    public IncomingApi(IncomingAlerts alerts, String token, Readers readers, ObjectMapper json) {
        this.alerts = alerts;
        this.access = new BearerToken("rollcall.incoming.token", token);
        this.readers = readers;
        this.json = json;
    }

    private interface Reader {
        List<Said> read(byte[] body);
    }

    /** A webhook of an Alertmanager. */
    public void alertmanager(Exchange exchange) throws JsonProcessingException {
        takeJson(exchange.getMessage(), readers.alertmanager()::webhook);
    }

    /** A Prometheus that takes this for an Alertmanager. */
    public void alertmanagerList(Exchange exchange) throws JsonProcessingException {
        takeJson(exchange.getMessage(), readers.alertmanager()::list);
    }

    /** CloudEvents in any of the three modes. */
    public void cloudEvents(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        String type = contentType(message);
        if (!isAdmitted(message)) {
            return;
        }
        if (type.equals(EVENT)) {
            take(message, readers.cloudEvents()::structured);
        } else if (type.equals(EVENTS)) {
            take(message, readers.cloudEvents()::batch);
        } else if (message.getHeader(CE + "specversion") != null) {
            Map<String, String> attributes = attributes(message);
            take(message, body -> readers.cloudEvents().binary(attributes, type, body));
        } else {
            refuse(message, 415, "send " + EVENT + ", " + EVENTS + ", or headers that begin with ce-", "Content-Type");
        }
    }

    /** An event for PagerDuty, answered as PagerDuty does. */
    public void pagerDuty(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        if (!access.isOpen()) {
            invalid(message, 403, CLOSED);
            return;
        }
        if (!contentType(message).equals(JSON_TYPE)) {
            invalid(message, 415, "Content-Type must be " + JSON_TYPE);
            return;
        }
        try {
            PagerDutyReader.Event event = readers.pagerDuty().event(body(message));
            if (!access.isToken(event.routingKey())) {
                invalid(message, 400, "Invalid routing key");
                return;
            }
            alerts.take(event.said());
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("status", "success");
            answer.put("message", "Event processed");
            answer.put("dedup_key", event.dedupKey());
            answer(message, 202, JSON_TYPE, answer);
        } catch (BadReport e) {
            invalid(message, 400, e.field() == null ? e.problem() : "'" + e.field() + "' " + e.problem());
        } catch (RuntimeException e) {
            LOG.error("Report not taken", e);
            invalid(message, 500, "Internal error");
        }
    }

    private void takeJson(Message message, Reader reader) throws JsonProcessingException {
        if (!isAdmitted(message)) {
            return;
        }
        if (contentType(message).equals(JSON_TYPE)) {
            take(message, reader);
        } else {
            refuse(message, 415, "must be " + JSON_TYPE, "Content-Type");
        }
    }

    private boolean isAdmitted(Message message) throws JsonProcessingException {
        if (!access.isOpen()) {
            refuse(message, 403, CLOSED, null);
            return false;
        }
        if (!access.admits(text(message, "Authorization"))) {
            refuse(message, 401, "show the token of setting rollcall.incoming.token", "Authorization");
            message.setHeader("WWW-Authenticate", "Bearer realm=\"rollcall\"");
            return false;
        }
        return true;
    }

    private void take(Message message, Reader reader) throws JsonProcessingException {
        try {
            List<Said> said = reader.read(body(message));
            alerts.take(said);
            answer(message, 200, JSON_TYPE, Map.of("alerts", said.size()));
        } catch (BadReport e) {
            refuse(message, 400, e.problem(), e.field());
        } catch (RuntimeException e) {
            // The sender must learn that it has to say it again.
            LOG.error("Report not taken", e);
            refuse(message, 500, "the report could not be taken", null);
        }
    }

    private static Map<String, String> attributes(Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(CE) && value instanceof String text) {
                attributes.put(name.substring(CE.length()).toLowerCase(Locale.ROOT), text);
            }
        });
        return attributes;
    }

    /** The media type without its parameters, in lower case. */
    private static String contentType(Message message) {
        String type = text(message, Exchange.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] body(Message message) {
        byte[] body = message.getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static @Nullable String text(Message message, String header) {
        return message.getHeader(header, String.class);
    }

    private void refuse(Message message, int code, String detail, @Nullable String field)
            throws JsonProcessingException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", "Nothing was taken");
        problem.put("status", code);
        problem.put("detail", detail);
        if (field != null) {
            problem.put("field", field);
        }
        answer(message, code, "application/problem+json", problem);
    }

    private void invalid(Message message, int code, String error) throws JsonProcessingException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "invalid event");
        answer.put("message", "Event object is invalid");
        answer.put("errors", List.of(error));
        answer(message, code, JSON_TYPE, answer);
    }

    private void answer(Message message, int code, String type, Map<String, Object> answer)
            throws JsonProcessingException {
        new Answer(code, type, json.writeValueAsString(answer), Map.of()).write(message);
    }
}
