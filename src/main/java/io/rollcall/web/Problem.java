package io.rollcall.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as RFC 9457 has it: {@code application/problem+json}.
 *
 * @param title what kind of problem it is, the same each time
 * @param status the HTTP status
 * @param detail what is wrong with this request and what would be right; null where the title says all
 * @param faults each field that is wrong; empty where it is not about fields
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, @Nullable String detail, List<Fault> faults) {
    /** The media type of a problem. */
    public static final String TYPE = "application/problem+json";

    /** A field of the request, named as the request names it, and what would be right. */
    public record Fault(String field, String expected) {}
}
