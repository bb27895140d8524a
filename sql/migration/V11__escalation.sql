-- Who looks after an alert, and how far the escalation of its group has come.
ALTER TABLE alert_group_member ADD COLUMN ack jsonb, ADD COLUMN progress jsonb;
COMMENT ON COLUMN alert_group_member.ack IS 'Who looks after it, or null';
COMMENT ON COLUMN alert_group_member.progress IS 'How far the group''s escalation has come, the same for all of a group';

-- As in V8, with ack and progress.
CREATE OR REPLACE FUNCTION record_members(batch jsonb) RETURNS void
LANGUAGE sql AS $$
  WITH entry AS MATERIALIZED (
    SELECT DISTINCT ON ("group", key) *
    FROM ROWS FROM (jsonb_to_recordset(batch) AS (
      type text, "group" text, key text, receiver jsonb, labels jsonb, alert jsonb, told jsonb, ack jsonb, progress jsonb,
      gone boolean, at timestamptz))
      WITH ORDINALITY AS x (
        type, "group", key, receiver, labels, alert, told, ack, progress, gone, at, position)
    WHERE type = 'member'
    ORDER BY "group", key, position DESC
  ), left_behind AS (
    DELETE FROM alert_group_member m USING entry e
    WHERE e.gone AND m.group_id = e."group" AND m.fingerprint = e.key
  )
  INSERT INTO alert_group_member AS m (group_id, fingerprint, receiver, labels, alert, told, ack, progress, at)
  SELECT "group", key, receiver, labels, alert, told, nullif(ack, 'null'), nullif(progress, 'null'), at
  FROM entry WHERE NOT gone
  ON CONFLICT (group_id, fingerprint) DO UPDATE SET
    receiver = excluded.receiver,
    alert = excluded.alert,
    told = excluded.told,
    ack = excluded.ack,
    progress = excluded.progress,
    at = excluded.at;
$$;

-- What people ask of a running engine about alerts; a row is there until somebody has read the answer, at most a day.
CREATE TABLE alert_request (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  action      text NOT NULL CHECK (action IN ('acknowledge', 'escalate', 'release')),
  topic       text NOT NULL,
  who         text NOT NULL DEFAULT session_user,
  over        text NOT NULL DEFAULT 'sql',
  asked_at    timestamptz NOT NULL DEFAULT now(),
  answered_at timestamptz,
  done        boolean,
  answer      text
);
COMMENT ON TABLE alert_request IS 'What people ask of the engine about alerts, and its answers';
COMMENT ON COLUMN alert_request.topic IS 'A group''s id, or an alert''s fingerprint: rule/integration';
CREATE INDEX alert_request_open ON alert_request (asked_at) WHERE answered_at IS NULL;
