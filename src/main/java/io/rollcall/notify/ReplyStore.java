package io.rollcall.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.store.Jdbc;
import io.rollcall.store.StoreException;
import java.util.List;
import java.util.Objects;

/** What the last run knew of those who answer: their codes, who wants no messages, and which links were used. */
public final class ReplyStore {
    private static final String CODES = "SELECT recipient, code, topics, at FROM reply_code";
    private static final String OPT_OUTS = "SELECT channel, recipient, out, at FROM opt_out";
    private static final String USED_LINKS = "SELECT id, expires_at FROM used_link WHERE expires_at > now()";

    private final Jdbc jdbc;
    private final ObjectMapper json;

    public ReplyStore(Jdbc jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public List<ReplyCode> codes() {
        return jdbc.query(
                CODES,
                row -> new ReplyCode(
                        row.getString("recipient"),
                        row.getInt("code"),
                        topics(row.getString("topics")),
                        Objects.requireNonNull(Jdbc.instant(row, "at"))));
    }

    public List<OptOut> optOuts() {
        return jdbc.query(
                OPT_OUTS,
                row -> new OptOut(
                        row.getString("channel"),
                        row.getString("recipient"),
                        row.getBoolean("out"),
                        Objects.requireNonNull(Jdbc.instant(row, "at"))));
    }

    public List<UsedLink> usedLinks() {
        return jdbc.query(
                USED_LINKS,
                row -> new UsedLink(row.getString("id"), Objects.requireNonNull(Jdbc.instant(row, "expires_at"))));
    }

    private List<String> topics(String text) {
        try {
            return json.readValue(text, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new StoreException("The topics of a reply code cannot be read", e);
        }
    }
}
