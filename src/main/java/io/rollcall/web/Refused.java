package io.rollcall.web;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why an operation of the API does not do what it was asked. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "The request is wrong"),
            Map.entry(401, "Not authenticated"),
            Map.entry(403, "Not permitted"),
            Map.entry(404, "There is no such thing"),
            Map.entry(405, "Wrong method"),
            Map.entry(409, "In conflict with what there is"),
            Map.entry(412, "Changed by somebody else"),
            Map.entry(413, "The body is too long"),
            Map.entry(415, "Wrong media type"),
            Map.entry(422, "The key was used for another request"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Rollcall failed"),
            Map.entry(503, "Not available now"),
            Map.entry(504, "No outcome in time"));

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Refused(Problem problem, Map<String, String> headers) {
        super(problem.title() + ": " + problem.detail());
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    static Refused of(int status, String detail) {
        return new Refused(problem(status, detail, List.of()), Map.of());
    }

    /** One field of the request is wrong. */
    static Refused field(String field, String expected) {
        return fields(List.of(new Problem.Fault(field, expected)));
    }

    /** What somebody makes of that field; what its maker says is wrong is a fault of the field. */
    static <T> T checked(String field, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw field(field, String.valueOf(e.getMessage()));
        }
    }

    static Refused fields(List<Problem.Fault> faults) {
        return new Refused(problem(400, null, faults), Map.of());
    }

    Refused with(String header, String value) {
        return new Refused(problem, Map.of(header, value));
    }

    static Problem problem(int status, @Nullable String detail, List<Problem.Fault> faults) {
        return new Problem(TITLES.getOrDefault(status, "Refused"), status, detail, faults);
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
