package io.rollcall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.app.EngineClient;
import io.rollcall.calendar.Recurrence;
import io.rollcall.cli.SilenceLines.Shown;
import io.rollcall.mute.Draft;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The silences of an engine, asked of and changed over its API. */
final class RemoteSilences {
    private static final String PATH = "/api/silences";

    private final Remote engine;

    RemoteSilences(Remote engine) {
        this.engine = engine;
    }

    /** @param expired whether those too that ended in the last 30 days */
    List<Shown> list(boolean expired) throws InterruptedException, JsonProcessingException {
        List<Shown> silences = new ArrayList<>();
        for (JsonNode silence :
                engine.page(PATH + "?ended=" + expired, "silences").path("silences")) {
            silences.add(new EngineClient.Answer(200, silence.toString()).as(Shown.class));
        }
        return silences;
    }

    /** Adds one, in the name of the token. */
    Shown add(Draft draft) throws InterruptedException, JsonProcessingException {
        return engine.ask("POST", PATH, body(draft), "id").as(Shown.class);
    }

    /** Gives the one whose id begins so another end or comment; null leaves either as it is. */
    Shown change(String id, @Nullable Instant end, @Nullable String comment)
            throws InterruptedException, JsonProcessingException {
        Shown before = meant(id);
        Recurrence recurrence =
                before.recurrence() == null ? null : Recurrence.parse(before.recurrence(), ZoneId.systemDefault());
        Draft draft = new Draft(
                before.matchers(),
                before.startsAt(),
                end == null ? before.endsAt() : end,
                before.createdBy(),
                comment == null ? before.comment() : comment,
                recurrence,
                before.deliverEnd());
        return engine.ask("PUT", path(before), body(draft), "id").as(Shown.class);
    }

    private static Map<String, Object> body(Draft draft) {
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
        return body;
    }

    /** Ends the one whose id begins so. */
    Shown expire(String id) throws InterruptedException, JsonProcessingException {
        Shown silence = meant(id);
        engine.ask("DELETE", path(silence), null);
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

    private Shown meant(String id) throws InterruptedException, JsonProcessingException {
        List<Shown> silences = list(false);
        return Mistake.told(() -> SilenceId.meant(id, silences, Shown::id));
    }

    private static String path(Shown silence) {
        return PATH + "/" + IntegrationOptions.encoded(silence.id());
    }
}
