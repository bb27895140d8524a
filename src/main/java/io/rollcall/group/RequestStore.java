package io.rollcall.group;

import io.rollcall.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people ask of the engine about alerts from outside it, and its answers. */
public final class RequestStore {
    private static final String ASK =
            "INSERT INTO alert_request (action, topic, who, over) VALUES (?, ?, ?, ?) RETURNING id";
    private static final String OPEN =
            "SELECT id, action, topic, who, over FROM alert_request WHERE answered_at IS NULL ORDER BY asked_at, id";
    private static final String ANSWER =
            "UPDATE alert_request SET answered_at = now(), done = ?, answer = ? WHERE id = ? RETURNING id";
    private static final String ANSWERED =
            "SELECT done, answer FROM alert_request WHERE id = ? AND answered_at IS NOT NULL";
    private static final String FORGET =
            "DELETE FROM alert_request WHERE answered_at < now() - interval '1 day' RETURNING id";

    private final Jdbc jdbc;

    public RequestStore(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One thing that somebody asks.
     *
     * @param action {@code acknowledge}, {@code escalate} or {@code release}
     * @param topic a group's id or an alert's fingerprint
     */
    record Request(UUID id, String action, String topic, String who, String over) {}

    /** Asks for an action as {@link Request} has it, at the command line. */
    public UUID ask(String action, String topic, String who) {
        return jdbc.query(ASK, row -> row.getObject(1, UUID.class), action, topic, who, "command")
                .get(0);
    }

    /** What became of it; empty while no engine has answered. */
    public Optional<Responses.Answer> answer(UUID id) {
        return jdbc
                .query(
                        ANSWERED,
                        row -> new Responses.Answer(row.getBoolean("done"), String.valueOf(row.getString("answer"))),
                        id)
                .stream()
                .findFirst();
    }

    /** What is not answered, the oldest first. */
    List<Request> open() {
        return jdbc.query(OPEN, RequestStore::request);
    }

    /** Keeps an answer, for a day. */
    void answer(UUID id, Responses.Answer answer) {
        jdbc.query(ANSWER, row -> 0, answer.done(), answer.text(), id);
        jdbc.query(FORGET, row -> 0);
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                row.getString("action"),
                row.getString("topic"),
                row.getString("who"),
                row.getString("over"));
    }
}
