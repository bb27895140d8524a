package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient;
import io.rollcall.cli.SilenceLines.Shown;
import io.rollcall.mute.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The silences of an engine, asked of and changed over its API. */
final class RemoteSilences {
    private static final String PATH = "/api/silences";

    private final Remote engine;

    RemoteSilences(Remote engine) {
        this.engine = engine;
    }

    List<Shown> list() throws InterruptedException, JsonProcessingException {
        List<Shown> silences = new ArrayList<>();
        for (JsonNode silence : engine.get(PATH).json().path("silences")) {
            silences.add(new EngineClient.Answer(200, silence.toString()).as(Shown.class));
        }
        return silences;
    }

    /** Adds one, in the name of the token. */
    Shown add(Draft draft) throws InterruptedException, JsonProcessingException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("matchers", draft.matchers());
        body.put("comment", draft.comment());
        body.put("endsAt", draft.endsAt());
        body.put("deliverEnd", draft.deliverEnd());
        if (draft.startsAt() != null) {
            body.put("startsAt", draft.startsAt());
        }
        if (draft.recurrence() != null) {
            body.put("recurrence", draft.recurrence().toString());
        }
        return engine.ask("POST", PATH, body).as(Shown.class);
    }

    /** Ends the one whose id begins so. */
    Shown expire(String id) throws InterruptedException, JsonProcessingException {
        List<Shown> meant = list().stream()
                .filter(silence -> !id.isEmpty() && silence.id().startsWith(id))
                .toList();
        if (meant.size() != 1) {
            throw new Remote.Refusal(
                    404,
                    "silence: "
                            + (meant.isEmpty() ? "no silence '" + id + "'" : "more than one begins with '" + id + "'"));
        }
        Shown silence = meant.get(0);
        engine.ask("DELETE", PATH + "/" + IntegrationOptions.encoded(silence.id()), null);
        return new Shown(
                silence.id(),
                "expired",
                silence.matchers(),
                silence.startsAt(),
                Instant.now(),
                silence.createdBy(),
                silence.comment(),
                silence.recurrence(),
                silence.deliverEnd());
    }
}
