package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient;
import io.rollcall.app.EngineClient.Answer;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks an engine over its API, and says in plain words why it did not do it. */
final class Remote {
    private final EngineClient engine;

    Remote(EngineClient engine) {
        this.engine = engine;
    }

    /** What the engine answered; throws {@link Refusal} where that is not what was asked for. */
    Answer ask(String method, String path, @Nullable Object body) throws InterruptedException {
        return answered(() -> engine.ask(method, path, body));
    }

    /** The same, of a text that is no JSON. */
    Answer post(String path, String type, String text) throws InterruptedException {
        return answered(() -> engine.post(path, type, text));
    }

    /** The same, of which the answer has this field: another server may say yes to everything. */
    Answer ask(String method, String path, @Nullable Object body, String field) throws InterruptedException {
        return known(ask(method, path, body), answer -> answer.json().has(field));
    }

    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    private Answer answered(Request request) throws InterruptedException {
        Answer answer;
        try {
            answer = request.send();
        } catch (IOException e) {
            String why = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new Refusal(0, "no engine answers at " + engine.base() + why);
        }
        if (!answer.ok()) {
            throw new Refusal(answer.status(), reason(answer));
        }
        if (answer.body().stripLeading().startsWith("<")) {
            throw new Refusal(answer.status(), engine.base() + ": answers with a page; it is no engine of Rollcall");
        }
        return answer;
    }

    Answer get(String path) throws InterruptedException {
        return ask("GET", path, null);
    }

    /** The same answer, where it is of the shape that only Rollcall's has. */
    Answer known(Answer answer, Predicate<Answer> ours) {
        if (!ours.test(answer)) {
            throw new Refusal(
                    answer.status(), engine.base() + ": answers otherwise than Rollcall; it is no engine of Rollcall");
        }
        return answer;
    }

    /** An answer that lists something under this name; no list at all would look like an empty one. */
    JsonNode page(String path, String name) throws InterruptedException {
        return known(get(path), answer -> answer.json().path(name).isArray()).json();
    }

    private String reason(Answer answer) {
        JsonNode problem = answer.json();
        StringBuilder reason = new StringBuilder(problem.path("title").asText(""));
        String detail = problem.path("detail").asText("");
        if (!detail.isEmpty()) {
            reason.append(reason.isEmpty() ? "" : ": ").append(detail);
        }
        for (JsonNode fault : problem.path("faults")) {
            reason.append("; ")
                    .append(fault.path("field").asText())
                    .append(": ")
                    .append(fault.path("expected").asText());
        }
        if (reason.isEmpty()) {
            reason.append("HTTP ").append(answer.status());
        }
        if (answer.forbidden()) {
            reason.append(
                    engine.hasToken()
                            ? " (with the token of ROLLCALL_TOKEN)"
                            : " (ROLLCALL_TOKEN, which holds a token, is not set)");
        }
        return engine.base() + ": " + Columns.clean(reason.toString());
    }

    /** The engine did not do it, or there is none; its message says why. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The HTTP status; 0 where no engine answered. */
        int status() {
            return status;
        }
    }
}
