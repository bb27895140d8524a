package io.rollcall.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.rollcall.spelling.Nearest;
import io.rollcall.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.jspecify.annotations.Nullable;

/** A request to the API, as an operation reads it: what is wrong with it is refused with what would be right. */
final class Request {
    /** PostgreSQL's texts cannot hold it. */
    private static final String NUL = "No text may hold the character NUL";

    private final Message message;
    private final ObjectMapper json;
    private final String method;
    private final String path;
    private final byte[] content;

    /** @param json strict: knows of no field that it was not told of */
    Request(Message message, ObjectMapper json) {
        this.message = message;
        this.json = json;
        this.method = message.getHeader(Exchange.HTTP_METHOD, "", String.class);
        this.path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        byte[] body = message.getBody(byte[].class);
        this.content = body == null ? new byte[0] : body;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** What is asked for, with its parameters, as it was sent. */
    String target() {
        String query = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return query == null ? path : path + "?" + query;
    }

    byte[] content() {
        return content.clone();
    }

    /** A parameter of the path. */
    String part(String name) {
        return Objects.requireNonNullElse(text(name), "");
    }

    /** A parameter of the query; null when it is not there, or empty. */
    @Nullable
    String query(String name) {
        String value = text(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** A parameter of the query that is one of these words. */
    Optional<String> word(String name, List<String> words) {
        String value = query(name);
        if (value != null && !words.contains(value)) {
            throw Refused.field(name, "one of " + String.join(", ", words));
        }
        return Optional.ofNullable(value);
    }

    /** A whole number of the query. */
    int number(String name, int usual, int most) {
        String value = query(name);
        if (value == null) {
            return usual;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            throw Refused.field(name, "a whole number from 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    /** Who calls, as the guard before the API says; whoever calls cannot say so himself. */
    Optional<String> caller() {
        return Optional.ofNullable(sent("RollcallCaller")).filter(name -> !name.isBlank());
    }

    /** Who shall be noted as the author of what is written. */
    String author() {
        return caller().orElse("api");
    }

    /** The address that the request came from. */
    String origin() {
        return message instanceof HttpMessage http && http.getRequest().remoteAddress() != null
                ? String.valueOf(http.getRequest().remoteAddress().hostAddress())
                : "";
    }

    /** A header as it was sent: parameters of the query look like headers to Camel, and this is none of them. */
    @Nullable
    String sent(String header) {
        return message instanceof HttpMessage http ? http.getRequest().getHeader(header) : text(header);
    }

    /** In which language whoever asks reads; English where nothing says so. */
    Reader reader() {
        return Reader.of(
                Objects.requireNonNullElse(sent("Cookie"), ""),
                Objects.requireNonNullElse(sent("Accept-Language"), ""));
    }

    /** How things are said in that language. */
    Words words() {
        return Words.in(reader().language());
    }

    /** The body, which is JSON. */
    <T> T body(Class<T> type) {
        accept(List.of(Reply.JSON));
        if (content.length == 0) {
            throw Refused.of(400, "The body is empty; send JSON");
        }
        if (new String(content, StandardCharsets.UTF_8).contains("\\u0000")) {
            throw Refused.of(400, NUL);
        }
        try {
            T read = json.readValue(content, type);
            if (read == null) {
                throw Refused.of(400, "The body is null; send an object");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            List<String> known =
                    e.getKnownPropertyIds().stream().map(String::valueOf).toList();
            throw Refused.field(field(e), "no such field" + Nearest.hint(e.getPropertyName(), known));
        } catch (JsonParseException e) {
            throw Refused.of(400, "The body is no JSON" + place(e.getLocation()) + ": " + e.getOriginalMessage());
        } catch (MismatchedInputException e) {
            throw Refused.field(field(e), expected(e));
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw Refused.field(field(e), said(cause));
        } catch (IOException e) {
            throw Refused.of(400, "The body cannot be read");
        }
    }

    /** The body as a text of one of these media types. */
    String text(List<String> types) {
        accept(types);
        return new String(content, StandardCharsets.UTF_8);
    }

    private void accept(List<String> types) {
        String given = Objects.requireNonNullElse(sent("Content-Type"), "");
        String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean close = type.startsWith("application/") && type.endsWith("+json") && types.contains(Reply.JSON);
        if (!types.contains(type) && !close) {
            throw Refused.of(415, "Content-Type must be " + String.join(" or ", types))
                    .with("Accept-Post", String.join(", ", types));
        }
    }

    private @Nullable String text(String name) {
        String value = message.getHeader(name, String.class);
        if (value != null && value.indexOf(0) >= 0) {
            throw Refused.of(400, NUL);
        }
        return value;
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String field(JsonMappingException e) {
        String name = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return name.isEmpty() ? "body" : name.replaceFirst("^\\.", "");
    }

    private static String expected(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type == null || e.getOriginalMessage().startsWith("Trailing")) {
            return e.getOriginalMessage();
        }
        if (type == Instant.class) {
            return Strict.A_TIME;
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String said(Throwable cause) {
        return cause instanceof JacksonException jackson
                ? jackson.getOriginalMessage()
                : String.valueOf(cause.getMessage());
    }
}
